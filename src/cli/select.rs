//! The options that select changes.

use std::collections::BTreeMap;

use recension::model::{Family, Kind, Level};
use recension::report::comparison::View;
use recension::report::phrase::name;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use serde_json::Value;

/// Which changes are told.
#[derive(Debug, clap::Args)]
pub(super) struct Select {
    /// Tell only changes of this level or above; reports for people tell notable ones, others all
    #[arg(short, long, value_name = "LEVEL", value_parser = level, help_heading = "Selection")]
    level: Option<Level>,
    /// Tell only changes of these kinds or families (number, modality, section_removed; facts, force, terms)
    #[arg(short, long, value_name = "KIND", value_delimiter = ',', value_parser = kind, help_heading = "Selection")]
    kind: Vec<KindOrFamily>,
    /// Tell only what concerns this name or term
    #[arg(long, value_name = "TERM", help_heading = "Selection")]
    about: Option<String>,
}

#[derive(Debug, Clone, Copy)]
enum KindOrFamily {
    Kind(Kind),
    Family(Family),
}

impl Select {
    /// A view of what is selected.
    pub(super) fn view(&self) -> View {
        let mut view = View { level: self.level, about: self.about.clone(), ..View::default() };
        for &either in &self.kind {
            match either {
                KindOrFamily::Kind(kind) => view.kinds.push(kind),
                KindOrFamily::Family(family) => view.families.push(family),
            }
        }
        view
    }

    /// Enters the options that were given into the foot of a report.
    pub(super) fn describe(&self, options: &mut BTreeMap<String, Value>) {
        if let Some(level) = self.level {
            options.insert("level".into(), name(level).into());
        }
        if !self.kind.is_empty() {
            let names = self.kind.iter().map(|either| match either {
                KindOrFamily::Kind(kind) => name(kind),
                KindOrFamily::Family(family) => name(family),
            });
            options.insert("kind".into(), names.collect());
        }
        if let Some(about) = &self.about {
            options.insert("about".into(), about.as_str().into());
        }
    }
}

fn level(value: &str) -> Result<Level, Error> {
    Level::deserialize(value.into_deserializer())
}

fn kind(value: &str) -> Result<KindOrFamily, String> {
    let kind = Kind::deserialize(value.into_deserializer()).map(KindOrFamily::Kind);
    let family = Family::deserialize(value.into_deserializer()).map(KindOrFamily::Family);
    match (kind, family) {
        (_, Ok(found)) | (Ok(found), _) => Ok(found),
        (Err(kinds), Err(families)) => Err(format!("kinds: {}\nfamilies: {}", names(&kinds), names(&families))),
    }
}

/// The names that serde's message lists: the one list of them that cannot be out of date.
fn names(error: &Error) -> String {
    let message = error.to_string();
    message.rsplit("one of ").next().unwrap_or_default().replace('`', "")
}

//! `recension trace`: one claim or one term through all snapshots.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use recension::report::history::{Audience, Found, TRACE, Trace, View};
use recension::series::trace::{candidates, counts, is_term};

use super::exit::Exit;
use super::output::Screen;
use super::past::Past;

/// Follow one claim or one term through the snapshots of a page
///
/// A few words that a snapshot has word for word are a term: how often each snapshot has it, and what changed about it.
/// Anything else is a quote of a claim, which need not be exact: when it was first seen, each rewording with the words
/// marked, when it was moved, split, dropped, or said again.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension trace terms \"we will never sell your data\"
  recension trace statements \"target range\"
  recension trace terms \"refunds are made within\" --claim --pick 2")]
pub(super) struct TraceOf {
    /// A series, or SERIES@DATE
    series: PathBuf,
    /// Words of the claim, or the term
    text: String,
    /// Take the words as those of a claim
    #[arg(long, conflicts_with = "term")]
    claim: bool,
    /// Take the words as a term
    #[arg(long)]
    term: bool,
    /// Of the claims that the words may mean, follow this one
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..))]
    pick: u8,
    /// How the report is written
    #[arg(short, long, value_name = "FORMAT", default_value = TRACE[0].name, help_heading = "Output",
          value_parser = PossibleValuesParser::new(TRACE.iter().map(|format| format.name)))]
    format: String,
    #[command(flatten)]
    past: Past,
    #[command(flatten)]
    screen: Screen,
}

impl TraceOf {
    /// Follows the page, and tells of the claim or term.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        let history = self.past.of(&self.series)?;
        let found = if self.term || (!self.claim && is_term(&history, &self.text)) {
            Found::Term { counts: counts(&history, &self.text) }
        } else {
            let candidates = candidates(&history, &self.text);
            let chosen = usize::from(self.pick) - 1;
            match candidates.len() {
                0 => anyhow::bail!("{}: no snapshot says anything like “{}”", self.series.display(), self.text),
                n if chosen >= n => anyhow::bail!("--pick {}: the words may mean {n} claims at most", self.pick),
                _ => Found::Claim { candidates, chosen },
            }
        };
        let report = Trace { history: &history, text: self.text.clone(), found };
        let view = self.screen.view(View::default(), BTreeMap::new());
        let format = TRACE.iter().find(|format| format.name == self.format).unwrap_or(&TRACE[0]);
        match format.audience {
            Audience::Reader => self.screen.page(|out| (format.render)(&report, &view, out))?,
            Audience::Program => self.screen.print(|out| (format.render)(&report, &view, out))?,
        }
        Ok(Exit::Success)
    }
}

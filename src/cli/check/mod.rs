//! `recension check`: holds pairs of snapshots to a policy.

mod pairs;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anyhow::{Context, bail};
use clap::builder::PossibleValuesParser;
use recension::model::{Comparison, Finding, Severity, Side, Standing, Verdict};
use recension::policy::{Accepted, Policy, PolicyError};
use recension::report::findings::{Checked, Checks, FORMATS, format};

use super::exit::Exit;
use super::given::{self, Given};
use super::input;
use super::output::{Screen, to};
use pairs::Pairs;

/// The policy that is used where none is named and the file is there.
const POLICY: &str = "recension.toml";
/// The list of accepted changes beside it.
const ACCEPTED: &str = "recension.accepted.toml";

/// Hold new snapshots to a policy: the gate in CI
///
/// Flags what the rules of recension.toml ask to be told of, at the line of the snapshot's file; without such a file,
/// duties that got weaker, statements that were reversed, and what else is of weight (--print-policy shows the rules).
/// Changes that were looked at can be accepted; they are kept in recension.accepted.toml.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension check                                     the newest pair of every page under snapshots/
  recension check snapshots/terms                     of one page
  recension check --since origin/main                 every snapshot that the commits since then added
  recension check old.md new.md --format sarif -o findings.sarif
  recension check snapshots/terms --accept 9d29b7e0b8cc --reason 'agreed with the press office'
  recension check --print-policy > recension.toml

Exit code: 0; 1 where something of level warning or above is open; 2 where something is in the way, a suspect capture too.")]
pub(super) struct Check {
    #[command(flatten)]
    pairs: Pairs,
    /// The policy; recension.toml where it is there, else the rules that --print-policy shows
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Fail from this level on
    #[arg(long, value_name = "LEVEL", default_value = "warning", value_parser = severity)]
    fail_on: Severity,
    /// Check a pair that does not look like two captures of a page
    #[arg(long)]
    force: bool,
    /// Print the rules that hold where there is no policy
    #[arg(long)]
    print_policy: bool,
    /// The list of accepted changes; recension.accepted.toml beside the policy where none is named
    #[arg(long, value_name = "FILE", help_heading = "Accepting")]
    accepted: Option<PathBuf>,
    /// Accept these changes, by their ids: enter them into the list
    #[arg(long, value_name = "ID", value_delimiter = ',', help_heading = "Accepting")]
    accept: Vec<String>,
    /// Accept all that is flagged
    #[arg(long, conflicts_with = "accept", help_heading = "Accepting")]
    accept_all: bool,
    /// Why they are accepted
    #[arg(long, value_name = "TEXT", default_value = "", help_heading = "Accepting")]
    reason: String,
    /// When they are accepted; today where it is not given
    #[arg(long, value_name = "DATE", value_parser = given::date, help_heading = "Accepting")]
    date: Option<String>,
    /// How the findings are written
    #[arg(short, long, value_name = "FORMAT", default_value = FORMATS[0].name, help_heading = "Output",
          value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    format: String,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    screen: Screen,
}

impl Check {
    /// Compares, checks, accepts and reports.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        if self.print_policy {
            to(None, |out| out.write_all(Policy::default_source().as_bytes()))?;
            return Ok(Exit::Success);
        }
        let policy = self.policy()?;
        let list = self.list();
        let mut accepted = read_list(&list)?;
        let compared = self.pairs.compared(&self.given.options())?;
        let (sound, suspect): (Vec<_>, Vec<_>) =
            compared.into_iter().partition(|(_, comparison)| self.force || suspicion(comparison).is_none());
        let mut pairs: Vec<Checked> = sound
            .into_iter()
            .map(|(page, comparison)| {
                let findings = policy.check(&comparison, &accepted, &page);
                Checked { page, comparison, findings, stale: vec![] }
            })
            .collect();
        if self.accept_all || !self.accept.is_empty() {
            self.enter(&mut accepted, &list, &pairs)?;
        }
        for pair in &mut pairs {
            pair.findings = policy.check(&pair.comparison, &accepted, &pair.page);
        }
        tell_stale(&mut pairs, &accepted);
        let checks = Checks { policy: &policy, pairs, colour: self.screen.colour() };
        let format = format(&self.format).unwrap_or(FORMATS[0]);
        if !checks.pairs.is_empty() || suspect.is_empty() {
            self.screen.print(|out| (format.render)(&checks, out))?;
        }
        let doubts: Vec<String> = suspect.iter().filter_map(|(_, comparison)| suspicion(comparison)).collect();
        if !doubts.is_empty() {
            bail!("{}; take it anew, or check it all the same with --force", doubts.join("\n"));
        }
        let fails = |finding: &Finding| finding.standing == Standing::Open && finding.severity >= self.fail_on;
        let found = checks.pairs.iter().flat_map(|pair| &pair.findings).any(fails);
        Ok(if found { Exit::Found } else { Exit::Success })
    }

    fn policy(&self) -> anyhow::Result<Policy> {
        let path = self.policy.as_deref().unwrap_or(Path::new(POLICY));
        let source = match input::small(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.policy.is_none() => {
                return Ok(Policy::default());
            }
            source => source.with_context(|| format!("{}: the policy cannot be read", path.display()))?,
        };
        Policy::parse(&source).map_err(|error| told(path, &source, &error))
    }

    /// Where the list of accepted changes is.
    fn list(&self) -> PathBuf {
        let beside = || self.policy.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).join(ACCEPTED);
        self.accepted.clone().unwrap_or_else(beside)
    }

    /// Enters what is accepted into the list.
    fn enter(&self, accepted: &mut Accepted, list: &Path, pairs: &[Checked]) -> anyhow::Result<()> {
        let id = |pair: &Checked, finding: &Finding| match finding.change {
            Some(change) => pair.comparison.changes[change].id.clone(),
            None => finding.fingerprint.clone(),
        };
        for wanted in &self.accept {
            if !pairs.iter().any(|pair| pair.findings.iter().any(|finding| id(pair, finding) == *wanted)) {
                bail!("{wanted}: nothing of this id is flagged; run the command without --accept to see what is");
            }
        }
        let today = || jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
        let date = self.date.clone().unwrap_or_else(today);
        for pair in pairs {
            let chosen = |finding: &&Finding| self.accept_all || self.accept.contains(&id(pair, finding));
            let chosen: Vec<&Finding> = pair.findings.iter().filter(chosen).collect();
            accepted.accept(&pair.page, &pair.comparison, &chosen, &date, &self.reason);
        }
        fs::write(list, accepted.to_toml()).with_context(|| format!("{}: the list cannot be written", list.display()))
    }
}

/// Finds the accepted changes that are in none of a page's pairs; they are told with the first.
fn tell_stale(pairs: &mut [Checked], accepted: &Accepted) {
    for index in 0..pairs.len() {
        let page = pairs[index].page.clone();
        if pairs[..index].iter().any(|pair| pair.page == page) {
            continue;
        }
        let of_page = pairs.iter().filter(|pair| pair.page == page);
        let stale = of_page.map(|pair| accepted.stale(&page, &pair.comparison, &pair.findings));
        let everywhere = stale.reduce(|mut some, others| {
            some.retain(|entry| others.contains(entry));
            some
        });
        pairs[index].stale = everywhere.unwrap_or_default().into_iter().cloned().collect();
    }
}

fn read_list(path: &Path) -> anyhow::Result<Accepted> {
    match input::small(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Accepted::default()),
        source => {
            let source = source.with_context(|| format!("{}: the list cannot be read", path.display()))?;
            Accepted::parse(&source).map_err(|error| told(path, &source, &error))
        }
    }
}

/// What speaks against the captures of a pair: what is not the page must not pass for it, and no change in it is to be
/// believed.
fn suspicion(comparison: &Comparison) -> Option<String> {
    let documents = Side::BOTH.map(|side| &comparison.sides.get(side).document);
    let suspect = documents.into_iter().find(|document| document.capture.verdict == Verdict::Suspect)?;
    Some(format!("{}: a suspect capture: {}", suspect.source, suspect.capture.reasons.join("; ")))
}

/// Trouble with a file, with its line and a mark under what is wrong.
fn told(path: &Path, source: &str, error: &PolicyError) -> anyhow::Error {
    let name = path.to_string_lossy();
    let label = error.suggestion.as_ref().map(|meant| format!("did you mean `{meant}`?"));
    let Some(span) = error.span.clone() else { return anyhow::anyhow!("{name}: {error}") };
    let mark = AnnotationKind::Primary.span(span);
    let mark = match &label {
        Some(label) => mark.label(label.as_str()),
        None => mark,
    };
    let snippet = Snippet::source(source).line_start(1).path(&*name).annotation(mark);
    let report = [Level::ERROR.primary_title(&error.message).element(snippet)];
    anyhow::anyhow!("{name} is no policy\n{}", Renderer::plain().render(&report))
}

fn severity(value: &str) -> Result<Severity, String> {
    match value {
        "error" => Ok(Severity::Error),
        "warning" => Ok(Severity::Warning),
        "note" => Ok(Severity::Note),
        _ => Err("a level is error, warning or note".into()),
    }
}

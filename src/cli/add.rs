//! `recension add`: brings a snapshot into a series.

use std::path::PathBuf;

use recension::read::Limits;
use recension::report::phrase;
use recension::series::add::{Added, Offer, add};

use super::exit::Exit;
use super::given::{NewPage, date};
use super::{input, output};

/// Bring a snapshot into a series
///
/// A series is a folder that holds the snapshots of one page, bytes as they were captured, each named by its date, with
/// a manifest of where each came from. It is begun where there is none. The date is what you tell, what the file's name
/// says, or else what the page says of itself.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension add terms terms-2024-05-01.html
  curl -s https://example.org/terms | recension add terms - --date today --address https://example.org/terms
  recension add terms saved.html --date 2019-03
  recension add terms terms/2018-01-30.html    lists a file that lies in the folder already

What contradicts what is known is refused, with the reason, and the exit code is 2.")]
pub(super) struct Add {
    /// The folder of the series
    series: PathBuf,
    /// The snapshot: plain text, Markdown or HTML (- is standard input)
    file: PathBuf,
    /// When it was captured: YYYY, YYYY-MM, YYYY-MM-DD, or today (in UTC)
    #[arg(long, value_name = "DATE", value_parser = date_or_today)]
    date: Option<String>,
    /// Where the page stands
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    #[command(flatten)]
    page: NewPage,
    /// Add it in spite of what speaks against it
    #[arg(long)]
    force: bool,
}

impl Add {
    /// Adds the snapshot, and says under which name.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        let bytes = input::bytes(&self.file, Limits::default())?;
        let offer = Offer {
            bytes: &bytes,
            source: &self.file,
            date: self.date.as_deref(),
            address: self.address.as_deref(),
            title: self.page.title.as_deref(),
            language: self.page.lang.as_deref(),
            force: self.force,
        };
        let added = add(&self.series, &offer)?;
        let line = |entry: &recension::series::Entry| {
            format!("{} ({})", self.series.join(&entry.file).display(), phrase::captured(&entry.date))
        };
        let told = match added {
            Added::Recorded(entry) => format!("recorded {}", line(&entry)),
            Added::Listed(entry) => format!("listed {}", line(&entry)),
            Added::Known(entry) => format!("nothing new: the same bytes as {}", line(&entry)),
        };
        output::to(None, |out| writeln!(out, "{}", recension::report::safe::terminal(&told)))?;
        Ok(Exit::Success)
    }
}

fn date_or_today(value: &str) -> Result<String, String> {
    if value == "today" {
        return Ok(jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date().to_string());
    }
    date(value).map_err(|message| format!("{message}, or today"))
}

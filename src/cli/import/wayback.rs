//! `recension import wayback`: captures out of a web archive on the network. The only command that touches it.

use std::io;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};
use indicatif::ProgressBar;
use jiff::Timestamp;
use recension::series::Writer;
use recension::series::import::wayback::{Answer, Archive, Clock, Fetch, Pace, Progress, import};
use recension::series::import::{Imported, Query};
use ureq::Agent;

use crate::cli::exit::Exit;
use crate::cli::given::{NewPage, Time};
use crate::cli::past::progress;

/// How recension calls itself to an archive.
const AGENT: &str = concat!("recension/", env!("CARGO_PKG_VERSION"), " (compares snapshots of a page)");
/// A request that takes longer is given up, and made again.
const PATIENCE: Duration = Duration::from_secs(180);
/// Answers of more bytes are no page, and no index.
const LONGEST: u64 = 64 << 20;

/// Bring the captures of a page in a web archive into a series
///
/// Captures are listed, and those that the series has not yet are fetched one by one, the oldest first, as they were
/// captured. Of a run of captures with the same content only the first is fetched. The archive is asked politely: a pause
/// between requests, again later where it is busy, as late as it says. An import that was interrupted goes on where it
/// stopped when the same command is run again.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension import wayback https://example.org/terms --series terms
  recension import wayback example.org/terms --series terms --since 2019 --until 2021-06
  recension import wayback http://intranet/rules --series rules --endpoint http://localhost:8080/pages

Exit code: 0; 2 where something is in the way.")]
pub(super) struct Wayback {
    /// The address of the page
    #[arg(value_name = "URL")]
    address: String,
    /// The folder of the series
    #[arg(long, value_name = "SERIES")]
    series: PathBuf,
    #[command(flatten)]
    time: Time,
    #[command(flatten)]
    page: NewPage,
    /// Another archive than the Internet Archive's: where it replays captures
    #[arg(long, value_name = "URL", help_heading = "Archive")]
    endpoint: Option<String>,
    /// Where that archive's CDX server answers; ENDPOINT/cdx where it is not given
    #[arg(long, value_name = "URL", requires = "endpoint", help_heading = "Archive")]
    index: Option<String>,
    /// Seconds between two requests
    #[arg(long, value_name = "SECONDS", default_value_t = Pace::default().apart.as_secs(), help_heading = "Archive")]
    pause: u64,
}

impl Wayback {
    /// Imports, and says how much.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        let mut archive = self.endpoint.as_deref().map_or_else(Archive::default, Archive::at);
        if let Some(index) = &self.index {
            archive.index.clone_from(index);
        }
        let Time { since, until } = self.time;
        let query = Query { address: Some(self.address.clone()), since, until };
        let mut writer = Writer::open(&self.series, &self.page.settings(Some(&self.address)))?;
        let pace = Pace { apart: Duration::from_secs(self.pause), ..Pace::default() };
        let bar = progress(0, "captures");
        let done = import(&mut writer, &archive, &query, (&mut Network::new(), &mut SystemClock), pace, &mut |event| {
            tell(&bar, event)
        });
        bar.finish_and_clear();
        let done = match done {
            Err(error) if !writer.series.snapshots.is_empty() => {
                Err(error).context("the import ended before its time; the same command goes on where it stopped")?
            }
            done => done?,
        };
        if done == Imported::default() {
            bail!("{}: the archive has no capture of it in that time", self.address);
        }
        super::tell(&self.series, &done)?;
        Ok(Exit::Success)
    }
}

fn tell(bar: &ProgressBar, event: Progress) {
    match event {
        Progress::Listed(captures) => bar.set_length(captures as u64),
        Progress::Done(captures) => {
            bar.set_message("captures");
            bar.set_position(captures as u64);
        }
        Progress::Waiting(pause) => {
            bar.set_message(format!("captures; the archive is busy and asked again in {} s", pause.as_secs()));
        }
    }
}

/// The network.
struct Network {
    agent: Agent,
}

impl Network {
    fn new() -> Network {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(AGENT)
            .timeout_global(Some(PATIENCE))
            .build();
        Network { agent: config.into() }
    }
}

impl Fetch for Network {
    fn get(&mut self, address: &str) -> io::Result<Answer> {
        let answer = self.agent.get(address).call().map_err(trouble)?;
        let (head, body) = answer.into_parts();
        let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
            body: body.into_with_config().limit(LONGEST).read_to_vec().map_err(trouble)?,
        })
    }
}

/// What went wrong; what no second attempt would mend is told apart.
fn trouble(error: ureq::Error) -> io::Error {
    use io::ErrorKind::{ConnectionRefused, InvalidData, InvalidInput, TimedOut};
    match error {
        ureq::Error::Io(error) if error.kind() == ConnectionRefused => io::Error::new(InvalidInput, error),
        ureq::Error::Io(error) => error,
        ureq::Error::Timeout(_) => io::Error::new(TimedOut, "there is no answer"),
        ureq::Error::HostNotFound => io::Error::new(InvalidInput, "the host cannot be found"),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => io::Error::new(InvalidInput, "this is no address"),
        ureq::Error::BodyExceedsLimit(_) => io::Error::new(InvalidData, "the answer is longer than any page"),
        other => io::Error::other(other),
    }
}

/// The clock of the machine.
struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn wait(&mut self, pause: Duration) {
        thread::sleep(pause);
    }
}

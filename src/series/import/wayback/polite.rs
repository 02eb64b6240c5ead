//! Asking an archive politely: not too often, again where it is busy, as late as it says.

use std::io;
use std::time::Duration;

use jiff::Timestamp;

use super::{Answer, Clock, Fetch, Pace, Progress};

/// The first wait after a request that failed; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(2);
/// No wait is longer, unless the archive asks for it.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// So often an archive is asked that never answered: most likely its address is wrong, or there is no network.
const UNKNOWN_TRIES: u32 = 2;

/// Asks one request at a time.
pub(super) struct Polite<'a> {
    pub(super) fetch: &'a mut dyn Fetch,
    pub(super) clock: &'a mut dyn Clock,
    pub(super) pace: Pace,
    /// When the last request ended.
    pub(super) last: Option<Timestamp>,
    /// Whether there was an answer yet.
    pub(super) reached: bool,
}

impl Polite<'_> {
    /// What stands at an address; what the archive answers for good, an error of the page too. Where it is too busy or
    /// cannot be reached, it is asked again after a while, so often as the pace says, and then the reason is given.
    pub(super) fn get(&mut self, address: &str, progress: &mut dyn FnMut(Progress)) -> Result<Answer, String> {
        let mut wait = FIRST_WAIT;
        for attempt in 1.. {
            self.keep_apart();
            let answer = self.fetch.get(address);
            self.last = Some(self.clock.now());
            self.reached |= answer.is_ok();
            let (reason, asked) = match answer {
                Ok(answer) if !is_busy(answer.status) => return Ok(answer),
                Ok(answer) => (format!("it answers {}", answer.status), self.asked_to_wait(&answer)),
                Err(error) if is_final(&error) => return Err(error.to_string()),
                Err(error) => (error.to_string(), None),
            };
            if attempt >= if self.reached { self.pace.tries } else { UNKNOWN_TRIES } {
                return Err(format!("{reason}, {attempt} times"));
            }
            let pause = asked.unwrap_or(wait);
            if pause > self.pace.patience {
                return Err(format!("{reason}, and asks to wait for {} minutes", pause.as_secs().div_ceil(60)));
            }
            progress(Progress::Waiting(pause));
            self.clock.wait(pause);
            wait = (wait * 2).min(LONGEST_WAIT);
        }
        unreachable!("the last attempt returns")
    }

    /// Waits until the next request may be made.
    fn keep_apart(&mut self) {
        let Some(last) = self.last else { return };
        let since = Duration::try_from(self.clock.now().duration_since(last)).unwrap_or_default();
        if let Some(rest) = self.pace.apart.checked_sub(since).filter(|rest| !rest.is_zero()) {
            self.clock.wait(rest);
        }
    }

    /// What `Retry-After` says: seconds, or a date.
    fn asked_to_wait(&self, answer: &Answer) -> Option<Duration> {
        let told = answer.header("retry-after")?.trim();
        let until = |date| Duration::try_from(Timestamp::duration_since(date, self.clock.now())).unwrap_or_default();
        let date = || jiff::fmt::rfc2822::parse(told).ok().map(|date| until(date.timestamp()));
        told.parse().ok().map(Duration::from_secs).or_else(date)
    }
}

/// Whether a status asks to come again later.
const fn is_busy(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502..=504 | 520..=529)
}

/// Whether to ask again would be of no use.
fn is_final(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::Unsupported)
}

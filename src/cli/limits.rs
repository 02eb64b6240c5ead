//! What is read of a snapshot at most, as the user sets it.

use recension::read::Limits;

/// Bounds that were raised or lowered.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct LimitsOf {
    /// Raise or lower a bound on what is read: bytes (of a file; 32M), segments (of a page; 500k), sentence (bytes of
    /// one; 16k), depth (of HTML; 512). One that is reached is told
    #[arg(long = "limit", value_name = "WHAT=N", value_parser = bound, value_delimiter = ',', hide_short_help = true,
          help_heading = "Limits")]
    limits: Vec<(Bound, usize)>,
}

/// What is bounded.
#[derive(Debug, Clone, Copy)]
enum Bound {
    Bytes,
    Segments,
    Sentence,
    Depth,
}

impl LimitsOf {
    /// The bounds that hold.
    pub(super) fn get(&self) -> Limits {
        let mut limits = Limits::default();
        for &(bound, value) in &self.limits {
            match bound {
                Bound::Bytes => limits.bytes = value,
                Bound::Segments => limits.segments = value,
                Bound::Sentence => limits.sentence = value,
                Bound::Depth => limits.depth = u32::try_from(value).unwrap_or(u32::MAX),
            }
        }
        limits
    }

    /// Whether a bound was told.
    pub(super) fn are_told(&self) -> bool {
        !self.limits.is_empty()
    }
}

/// `bytes=100M`: k, M and G stand for thousands, millions and thousands of millions by 1024.
fn bound(told: &str) -> Result<(Bound, usize), String> {
    let form = "a limit is bytes=N, segments=N, sentence=N or depth=N, such as bytes=100M";
    let (name, value) = told.split_once('=').ok_or(form)?;
    let bound = match name {
        "bytes" => Bound::Bytes,
        "segments" => Bound::Segments,
        "sentence" => Bound::Sentence,
        "depth" => Bound::Depth,
        _ => return Err(form.into()),
    };
    let digits = value.trim_end_matches(['k', 'M', 'G']);
    let unit = match &value[digits.len()..] {
        "" => 1,
        "k" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => return Err(form.into()),
    };
    let number = digits.parse::<usize>().ok().and_then(|number| number.checked_mul(unit));
    number.filter(|&number| number > 0).map(|number| (bound, number)).ok_or_else(|| form.into())
}

#[cfg(test)]
mod tests {
    use super::bound;

    #[test]
    fn limits_are_told_by_name_with_units() {
        for (told, value) in [("bytes=100M", 100 << 20), ("segments=7", 7), ("sentence=4k", 4096), ("depth=10", 10)] {
            assert_eq!(bound(told).expect(told).1, value);
        }
        for bad in ["bytes", "bytes=", "bytes=0", "bytes=-1", "time=5", "bytes=9MM", "bytes=99999999999999999999"] {
            assert!(bound(bad).is_err(), "{bad}");
        }
    }
}

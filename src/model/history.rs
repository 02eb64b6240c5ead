//! What happened to a page over its snapshots.

use serde::{Deserialize, Serialize};

use super::{Dated, Kind, Level, Role, Summary};

/// How a capture came into a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Obtained {
    /// From a file.
    File,
    /// From standard input.
    StandardInput,
    /// From the history of a git repository.
    Git,
    /// From a WARC or WACZ file.
    Warc,
    /// From a web archive.
    Wayback,
}

/// The commit that a capture was taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Revision {
    /// Its full id.
    pub commit: String,
    /// The first line of its message.
    pub subject: String,
    /// What the file was called there.
    pub path: String,
}

/// Something that is not as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file it concerns.
    pub file: String,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What can be wrong with a file of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The manifest lists it, and it is not there.
    Missing,
    /// Its bytes are not those that were captured.
    Changed {
        /// The hash of what was captured.
        recorded: String,
        /// The hash of what is there.
        found: String,
    },
    /// It is there, and the manifest does not list it.
    Unlisted,
    /// It is a symbolic link or a folder.
    NotAFile,
    /// Two lines of the manifest list it.
    ListedTwice,
    /// A line of the manifest holds no entry.
    BadLine {
        /// Counted from one.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
}

/// A snapshot as a history tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its file's name in the folder of the series.
    pub file: String,
    /// `blake3:` and the hash of its bytes in hexadecimal.
    pub hash: String,
    /// Its title.
    pub title: Option<String>,
    /// Its place in time: when it was captured, else what dates or bounds it.
    pub date: Dated,
    /// What the page says of its own date.
    pub stated: Dated,
    /// Where the page stood.
    pub address: Option<String>,
    /// Where this capture can be looked at.
    pub archived: Option<String>,
    /// The commit it was taken from.
    pub revision: Option<Revision>,
    /// How many claims it makes.
    pub claims: usize,
}

/// Words of a version that a change rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Exactly as they stand there.
    pub text: String,
    /// The whole sentence.
    pub sentence: String,
    /// Index of its segment.
    pub segment: usize,
    /// The title of its section; empty before the first heading.
    pub section: String,
}

/// A change from one version to the next, as a history keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Stable name: hashes kind and quotes, not positions. The same edit on two pages has the same one.
    pub id: String,
    /// What kind of change.
    pub kind: Kind,
    /// How loudly it is told.
    pub level: Level,
    /// Sum of its factors.
    pub score: f64,
    /// Calibrated probability that it is so.
    pub confidence: f64,
    /// One line in plain words.
    pub headline: String,
    /// In how many places it happened.
    pub count: usize,
    /// Evidence in the old version; of what is restored, as it was last said before it went.
    pub old: Vec<Quote>,
    /// Evidence in the new version.
    pub new: Vec<Quote>,
    /// Of what is restored: the version that said it last.
    pub since: Option<usize>,
}

/// All that happened between a version and the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Index of the earlier version.
    pub old: usize,
    /// Index of the later one.
    pub new: usize,
    /// The verdict and the counts.
    pub summary: Summary,
    /// The changes in order of rank.
    pub changes: Vec<Told>,
}

/// A wording of a claim, and the versions that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The words.
    pub text: String,
    /// The title of the section it stands in; empty before the first heading.
    pub section: String,
    /// Whether it differs from the one before in typography alone.
    pub cosmetic: bool,
    /// First and last version that has it, both included.
    pub versions: (usize, usize),
}

/// What happened to a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// No earlier version says it.
    FirstSeen,
    /// It was a part of another claim before.
    SplitFrom {
        /// Index of that claim's lineage.
        lineage: usize,
    },
    /// It says once more what another claim says.
    Repeats {
        /// Index of that claim's lineage.
        lineage: usize,
    },
    /// It says the same in other words.
    Reworded {
        /// The kinds of change that the new words make; empty where only the typography differs.
        kinds: Vec<Kind>,
    },
    /// It stands in another place.
    Moved {
        /// Title of the section it stood in.
        from: String,
        /// Title of the section it stands in.
        to: String,
    },
    /// Parts of it became claims of their own.
    SplitInto {
        /// Indices of their lineages.
        lineages: Vec<usize>,
    },
    /// Other claims became a part of it.
    Absorbs {
        /// Indices of their lineages, which end here.
        lineages: Vec<usize>,
    },
    /// It became a part of another claim, and ends.
    MergedInto {
        /// Index of that claim's lineage.
        lineage: usize,
    },
    /// No claim says it any more.
    Dropped,
    /// It is said again after a gap.
    Restored {
        /// The last version before the gap that said it.
        last: usize,
    },
}

/// Something that happened to a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The version that shows it first.
    pub version: usize,
    /// What it is.
    pub what: What,
}

/// One claim through all versions, whatever its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lineage {
    /// What it is to a reader.
    pub role: Role,
    /// Its wordings, the first one first.
    pub forms: Vec<Form>,
    /// What happened to it, in order of time.
    pub events: Vec<Event>,
}

impl Lineage {
    /// Its words in a version, if it stands there.
    pub fn at(&self, version: usize) -> Option<&Form> {
        self.forms.iter().find(|form| (form.versions.0..=form.versions.1).contains(&version))
    }

    /// The first version that has it.
    ///
    /// # Panics
    /// Never of a lineage that a history holds: it has a wording.
    pub fn first_seen(&self) -> usize {
        self.forms[0].versions.0
    }

    /// The versions in which its words changed, typography aside, without the one that has it first.
    pub fn changed(&self) -> impl DoubleEndedIterator<Item = usize> {
        // What is said again in the same words after a gap did not change.
        let pairs = self.forms.windows(2).filter(|pair| !pair[1].cosmetic && pair[0].text != pair[1].text);
        pairs.map(|pair| pair[1].versions.0)
    }
}

/// All that happened to a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// What to call the series.
    pub name: String,
    /// What to call the page.
    pub title: Option<String>,
    /// Where the page stands.
    pub address: Option<String>,
    /// Its versions in order of time.
    pub versions: Vec<Version>,
    /// What happened from each version to the next.
    pub steps: Vec<Step>,
    /// Everything that any version says, in order of first appearance.
    pub lineages: Vec<Lineage>,
    /// The lineages that stand in the last version, in the order of its text.
    pub standing: Vec<usize>,
    /// Files that are not the page (a bot wall, an error, no text), with the reason. They count as no version.
    pub left_out: Vec<(String, String)>,
}

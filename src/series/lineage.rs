//! Links of neighbouring versions → what became of each claim over all of them.

use crate::model::{Event, Form, Lineage, Relation, What};

use super::digest::{Digest, Statement, Thread};
use super::past::Past;

/// A claim that is said again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Restored {
    /// Its segment in the new version.
    pub(super) segment: usize,
    /// Its lineage.
    pub(super) lineage: usize,
    /// The last version that said it before.
    pub(super) last: usize,
}

/// Chains versions, one after the other.
#[derive(Debug, Default)]
pub(super) struct Weaver {
    /// All lineages so far.
    pub(super) lineages: Vec<Lineage>,
    /// For each statement of the last version its lineage.
    pub(super) standing: Vec<usize>,
    past: Past,
}

/// A version on its way into the lineages.
struct Version<'d> {
    number: usize,
    digest: &'d Digest,
    /// For each statement its lineage, as far as it is found.
    found: Vec<Option<usize>>,
    /// For each lineage that stood in the version before whether it goes on or was accounted for.
    settled: Vec<bool>,
}

impl Version<'_> {
    fn statement(&self, index: usize) -> &Statement {
        &self.digest.statements[index]
    }

    fn section(&self, index: usize) -> String {
        self.digest.sections.get(self.statement(index).section).cloned().unwrap_or_default()
    }
}

impl Weaver {
    /// Takes in the next version, and gives the claims that it says again.
    pub(super) fn version(&mut self, number: usize, digest: &Digest, language: Option<&str>) -> Vec<Restored> {
        let mut version = Version {
            number,
            digest,
            found: vec![None; digest.statements.len()],
            settled: vec![false; self.lineages.len()],
        };
        let (repeats, primary): (Vec<&Thread>, Vec<&Thread>) =
            digest.threads.iter().partition(|thread| thread.relation == Relation::Repeat);
        for thread in primary {
            self.follow(&mut version, thread);
        }
        for thread in repeats {
            self.repeat(&mut version, thread);
        }
        let restored = self.restore(&mut version, language);
        for index in 0..digest.statements.len() {
            if version.found[index].is_none() {
                self.begin(&mut version, index, What::FirstSeen);
            }
        }
        for &lineage in &self.standing {
            if !std::mem::replace(&mut version.settled[lineage], true) {
                self.lineages[lineage].events.push(Event { version: number, what: What::Dropped });
                let text = self.lineages[lineage].forms.last().map_or("", |form| form.text.as_str());
                self.past.drop(lineage, text, number, language);
            }
        }
        self.standing = version.found.into_iter().map(|lineage| lineage.expect("each has one by now")).collect();
        restored
    }

    /// A primary link: of several old claims the one that was there first goes on in the first new one.
    fn follow(&mut self, version: &mut Version<'_>, thread: &Thread) {
        let mut olds: Vec<usize> = thread.old.iter().map(|&old| self.standing[old]).collect();
        if thread.new.len() == 1 {
            let age = |&lineage: &usize| (self.lineages[lineage].first_seen(), lineage);
            let eldest = (0..olds.len()).min_by_key(|&at| age(&olds[at])).unwrap_or(0);
            olds.swap(0, eldest);
        }
        let pairs = olds.len().min(thread.new.len());
        for (&lineage, &new) in olds.iter().zip(&thread.new) {
            self.continues(version, lineage, new, thread);
        }
        if let Some(&parent) = olds.last().filter(|_| thread.new.len() > pairs) {
            let parts: Vec<usize> = thread.new[pairs..]
                .iter()
                .map(|&new| self.begin(version, new, What::SplitFrom { lineage: parent }))
                .collect();
            self.happens(parent, version.number, What::SplitInto { lineages: parts });
        }
        if olds.len() > pairs {
            let heir = olds[pairs - 1];
            for &absorbed in &olds[pairs..] {
                version.settled[absorbed] = true;
                self.happens(absorbed, version.number, What::MergedInto { lineage: heir });
            }
            self.happens(heir, version.number, What::Absorbs { lineages: olds[pairs..].to_vec() });
        }
    }

    /// What is said once more, or no longer twice.
    fn repeat(&mut self, version: &mut Version<'_>, thread: &Thread) {
        let Some(old) = thread.old.first().map(|&old| self.standing[old]) else { return };
        for &new in &thread.new {
            if version.found[new].is_none() {
                self.begin(version, new, What::Repeats { lineage: old });
            }
        }
        let heir = thread.new.first().and_then(|&new| version.found[new]);
        for lineage in thread.old.iter().map(|&old| self.standing[old]).collect::<Vec<_>>() {
            if let Some(heir) = heir.filter(|&heir| heir != lineage && !version.settled[lineage]) {
                version.settled[lineage] = true;
                self.happens(lineage, version.number, What::MergedInto { lineage: heir });
            }
        }
    }

    /// New claims that an earlier version made.
    fn restore(&mut self, version: &mut Version<'_>, language: Option<&str>) -> Vec<Restored> {
        let open: Vec<usize> = (0..version.found.len()).filter(|&index| version.found[index].is_none()).collect();
        let texts: Vec<&str> =
            open.iter().map(|&index| version.digest.statements[index].text.as_deref().unwrap_or_default()).collect();
        let mut restored = Vec::new();
        for (at, lineage) in self.past.take(&texts, version.number, language) {
            let index = open[at];
            let last = self.lineages[lineage].forms.last().map_or(0, |form| form.versions.1);
            version.found[index] = Some(lineage);
            self.happens(lineage, version.number, What::Restored { last });
            let form = self.form(version, index, false);
            self.lineages[lineage].forms.push(form);
            restored.push(Restored { segment: version.statement(index).segment, lineage, last });
        }
        restored
    }

    /// A claim goes on, in the same words or others.
    fn continues(&mut self, version: &mut Version<'_>, lineage: usize, new: usize, thread: &Thread) {
        version.found[new] = Some(lineage);
        version.settled[lineage] = true;
        let text = version.statement(new).text.as_deref();
        let was = self.lineages[lineage].forms.last().map(|form| form.text.as_str());
        let same = text.is_none() || text == was;
        if thread.moved {
            let from = self.lineages[lineage].forms.last().map_or_else(String::new, |form| form.section.clone());
            self.happens(lineage, version.number, What::Moved { from, to: version.section(new) });
        }
        if same {
            let section = thread.moved.then(|| version.section(new));
            if let Some(form) = self.lineages[lineage].forms.last_mut() {
                form.versions.1 = version.number;
                // The section counts from here on; where it was is told by the event.
                form.section = section.unwrap_or_else(|| std::mem::take(&mut form.section));
            }
            return;
        }
        let cosmetic = matches!(thread.relation, Relation::Equal | Relation::Cosmetic);
        if !cosmetic {
            self.happens(lineage, version.number, What::Reworded { kinds: thread.kinds.clone() });
        }
        let form = self.form(version, new, cosmetic);
        self.lineages[lineage].forms.push(form);
    }

    /// A claim that no earlier one goes on in.
    fn begin(&mut self, version: &mut Version<'_>, new: usize, what: What) -> usize {
        let lineage = self.lineages.len();
        version.found[new] = Some(lineage);
        version.settled.push(true);
        let forms = vec![self.form(version, new, false)];
        let events = vec![Event { version: version.number, what }];
        self.lineages.push(Lineage { role: version.statement(new).role, forms, events });
        lineage
    }

    fn form(&self, version: &Version<'_>, index: usize, cosmetic: bool) -> Form {
        Form {
            text: version.statement(index).text.clone().unwrap_or_default(),
            section: version.section(index),
            cosmetic,
            versions: (version.number, version.number),
        }
    }

    fn happens(&mut self, lineage: usize, version: usize, what: What) {
        self.lineages[lineage].events.push(Event { version, what });
    }
}

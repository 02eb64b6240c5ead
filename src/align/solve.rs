//! Probabilities → groups of segments: one consistent n:m solution.

use rayon::prelude::*;

use super::candidate::best_places;
use super::feature::SHARE;
use super::study::Study;
use super::twin;
use crate::model::Side;

/// Pairs joined into groups, and what was probable and not joined.
#[derive(Debug, Default)]
pub struct Grouped {
    /// Disjoint groups of old and new segments, each ascending.
    pub groups: Vec<(Vec<usize>, Vec<usize>)>,
    /// Pairs of segments that say the same, and whose joining would have implied too many improbable ones.
    pub repeats: Vec<(usize, usize, f32)>,
    /// Copies of grouped segments.
    pub copies: Vec<(usize, usize)>,
}

/// The least probability of a link. Where most sentences stand unchanged, a pair that is not clearly the same is more
/// often a new sentence on the old topic, above all where one of the two has a better counterpart; between far versions
/// that is all there is (fitted on the gold sets).
fn threshold(equal_share: f32, is_best: bool) -> f32 {
    let nearness = equal_share.min(1.0);
    0.35 + nearness * if is_best { 0.1 } else { 0.2 }
}

/// The least probability of a link between two segments that stand alone between linked neighbours: what is replaced in
/// its place needs less evidence.
pub(super) const IN_PLACE: f32 = 0.25;

/// The least probability of a further item of a list between two that a sentence of the other side was joined with, where
/// the sentence holds nearly all of its words: alone it is as near to whatever else speaks of the same.
const ENCLOSED: f32 = 0.05;

/// Joins pairs, most probable first, into groups. Two groups are joined only where the pairs that this implies are
/// probable on average; a probable pair that would imply too much becomes a repeat where it says the same.
pub fn group(study: &Study, probability: &[f32]) -> Grouped {
    let least = [false, true].map(|is_best| threshold(study.equal_share(), is_best));
    let pairs = study.pairs();
    let places = best_places(&study.candidates, probability);
    let behind = |k: usize, place: Option<usize>| place.is_some_and(|other| probability[other] > probability[k]);
    let is_best = |k: usize| !behind(k, places[k].old) && !behind(k, places[k].new);
    let offset = |k: usize| pairs[k].0.abs_diff(pairs[k].1);
    let by_rank = |&a: &usize, &b: &usize| {
        probability[b].total_cmp(&probability[a]).then(offset(a).cmp(&offset(b))).then(pairs[a].cmp(&pairs[b]))
    };
    // A title and a sentence that are not the same, or a question and an answer, are joined only where both are left over.
    let fixed = study.fixed();
    let mixed = |k: usize| !fixed[k] && study.are_of_two_forms(pairs[k].0 as usize, pairs[k].1 as usize);
    let barred = |(old, new): (u32, u32)| {
        let (old, new) = (old as usize, new as usize);
        study.are_label_and_sentence(old, new) || study.is_field_and_text(old, new)
    };
    // A title says no more than its words: what a sentence says beyond them is no rewording of it. Nor is an answer of what
    // was asked.
    let says_more = |k: usize| mixed(k) && !study.are_as_long(pairs[k].0 as usize, pairs[k].1 as usize);
    let those = |is: &(dyn Fn(usize) -> bool + Sync)| -> Vec<usize> {
        (0..pairs.len()).into_par_iter().with_min_len(SHARE).filter(|&k| is(k)).collect()
    };
    let mut ranked = those(&|k| {
        probability[k] >= least[usize::from(is_best(k))]
            && study.has_common_ground(k)
            && (fixed[k] || !barred(pairs[k]))
            && !says_more(k)
    });
    ranked.par_sort_unstable_by(|a, b| mixed(*a).cmp(&mixed(*b)).then_with(|| by_rank(a, b)));
    let mut partition = Partition::of(study.sizes());
    let mut repeats = Vec::new();
    for k in ranked {
        let (old, new) = (pairs[k].0 as usize, pairs[k].1 as usize);
        if partition.are_joined(old, new) {
            continue;
        }
        // What stands word for word in both versions is not changed by what else says nearly the same.
        if !fixed[k] && (study.stands(Side::Old, old) || study.stands(Side::New, new)) {
            repeats.extend(study.says_again(k).then_some((old, new, probability[k])));
            continue;
        }
        let (mut sum, mut implied) = (0.0, 0);
        partition.implied(old, new, |o, n| {
            sum += study.pair(o, n).map_or(0.0, |k| probability[k]);
            implied += 1;
        });
        let alone = partition.are_alone(old, new);
        let members = partition.members(old, new);
        let may_group =
            || members.into_iter().all(|members| study.may_group(members)) && study.are_of_one_table(members);
        if !alone && !may_group() {
            continue;
        }
        if sum < least[1] * implied as f32 {
            repeats.extend(study.says_again(k).then_some((old, new, probability[k])));
        } else {
            partition.join(old, new);
        }
    }
    let ends = |k: usize| (pairs[k].0 as usize, pairs[k].1 as usize);
    let fill = |partition: &mut Partition, fits: &(dyn Fn(&Partition, usize) -> bool + Sync)| {
        let mut left = those(&|k| fits(partition, k) && !barred(pairs[k]));
        left.sort_unstable_by(by_rank);
        for k in left {
            if fits(partition, k) {
                partition.join(ends(k).0, ends(k).1);
            }
        }
    };
    fill(&mut partition, &|partition, k| {
        probability[k] >= IN_PLACE && study.has_common_ground(k) && partition.is_gap(ends(k).0, ends(k).1)
    });
    fill(&mut partition, &|partition, k| {
        let (old, new) = ends(k);
        let held = probability[k] >= ENCLOSED && study.is_held(k);
        held && partition.is_enclosed(old, new) && study.may_group((&[old], &[new]))
    });
    fill(&mut partition, &|partition, k| {
        let (old, new) = ends(k);
        let listed = |side: Side| {
            let (item, sentence) = if side == Side::Old { (old, new) } else { (new, old) };
            partition.is_listed(study, side, old, new) && study.is_spelt_out((side, item), sentence, k)
        };
        probability[k] >= IN_PLACE
            && !study.stands(Side::Old, old)
            && !study.stands(Side::New, new)
            && Side::BOTH.into_iter().any(listed)
            && !mixed(k)
            && study.may_group((&[old], &[new]))
    });
    fill(&mut partition, &|partition, k| {
        let (old, new) = ends(k);
        let completes = |side: Side| {
            partition.counterpart(side, old, new).is_some_and(|counterpart| match side {
                Side::Old => study.completes((Side::Old, old), counterpart, new),
                Side::New => study.completes((Side::New, new), counterpart, old),
            })
        };
        probability[k] >= ENCLOSED
            && Side::BOTH.into_iter().any(completes)
            && !mixed(k)
            && study.may_group((&[old], &[new]))
    });
    let twins = twin::join(study, probability, &mut partition);
    repeats.retain(|&(old, new, _)| !twins.old.contains(&old) && !twins.new.contains(&new));
    let copies = partition.copies(study);
    Grouped { groups: partition.into_groups(), repeats, copies }
}

/// Disjoint groups under construction.
pub(super) struct Partition {
    groups: Vec<(Vec<usize>, Vec<usize>)>,
    of_old: Vec<usize>,
    of_new: Vec<usize>,
}

impl Partition {
    /// Every segment in a group of its own: first the old ones, then the new ones.
    fn of((olds, news): (usize, usize)) -> Self {
        let alone = (0..olds).map(|o| (vec![o], vec![])).chain((0..news).map(|n| (vec![], vec![n])));
        Partition { groups: alone.collect(), of_old: (0..olds).collect(), of_new: (olds..olds + news).collect() }
    }

    fn are_joined(&self, old: usize, new: usize) -> bool {
        self.of_old[old] == self.of_new[new]
    }

    pub(super) fn are_alone(&self, old: usize, new: usize) -> bool {
        self.groups[self.of_old[old]].1.is_empty() && self.groups[self.of_new[new]].0.is_empty()
    }

    /// The first and the last segment of the other side that a segment is joined with.
    pub(super) fn counterparts(&self, side: Side, segment: usize) -> Option<(usize, usize)> {
        let there = match side {
            Side::Old => &self.groups[*self.of_old.get(segment)?].1,
            Side::New => &self.groups[*self.of_new.get(segment)?].0,
        };
        there.iter().min().copied().zip(there.iter().max().copied())
    }

    /// The members of the groups of two segments.
    fn members(&self, old: usize, new: usize) -> [(&[usize], &[usize]); 2] {
        [self.of_old[old], self.of_new[new]].map(|at| (&self.groups[at].0[..], &self.groups[at].1[..]))
    }

    /// Whether two segments stand alone while the two before them are joined with each other, and the two after them.
    fn is_gap(&self, old: usize, new: usize) -> bool {
        let (olds, news) = (self.of_old.len(), self.of_new.len());
        let before = old > 0 && new > 0 && self.are_joined(old - 1, new - 1);
        let after = old + 1 < olds && new + 1 < news && self.are_joined(old + 1, new + 1);
        before && after && self.are_alone(old, new)
    }

    /// Of two segments, of which that of the other side stands alone, what that of this side is joined with and nothing else
    /// is.
    fn counterpart(&self, side: Side, old: usize, new: usize) -> Option<usize> {
        let (here, there) = (&self.groups[self.of_old[old]], &self.groups[self.of_new[new]]);
        let (alone, joined, of) = match side {
            Side::Old => (there.0.is_empty(), here, &here.1),
            Side::New => (here.1.is_empty(), there, &there.0),
        };
        of.first().copied().filter(|_| alone && joined.0.len() == 1 && joined.1.len() == 1)
    }

    /// Whether that of two segments which is of this side stands alone, and others of its list are joined with the other one.
    fn is_listed(&self, study: &Study, side: Side, old: usize, new: usize) -> bool {
        let (item, own, group) = match side {
            Side::Old => (old, &self.groups[self.of_old[old]].1, &self.groups[self.of_new[new]]),
            Side::New => (new, &self.groups[self.of_new[new]].0, &self.groups[self.of_old[old]]),
        };
        let (one, others) = if side == Side::Old { (&group.1, &group.0) } else { (&group.0, &group.1) };
        own.is_empty() && one.len() == 1 && study.is_of_list(side, item, others)
    }

    /// Whether one of two segments stands alone, and both segments beside it are joined with the other one.
    fn is_enclosed(&self, old: usize, new: usize) -> bool {
        let within = |at: usize, of: &[usize], group: usize, alone: bool| {
            let beside = |at: Option<usize>| at.and_then(|at| of.get(at)).is_some_and(|&of| of == group);
            alone && beside(at.checked_sub(1)) && beside(Some(at + 1))
        };
        let (of_old, of_new) = (self.of_old[old], self.of_new[new]);
        within(new, &self.of_new, of_old, self.groups[of_new].0.is_empty())
            || within(old, &self.of_old, of_new, self.groups[of_old].1.is_empty())
    }

    /// Calls `each` with every pair that joining the groups of two segments would add.
    fn implied(&self, old: usize, new: usize, mut each: impl FnMut(usize, usize)) {
        let (left, right) = (&self.groups[self.of_old[old]], &self.groups[self.of_new[new]]);
        for (olds, news) in [(&left.0, &right.1), (&right.0, &left.1)] {
            for &o in olds {
                news.iter().for_each(|&n| each(o, n));
            }
        }
    }

    pub(super) fn join(&mut self, old: usize, new: usize) {
        let (into, from) = (self.of_old[old], self.of_new[new]);
        let (olds, news) = std::mem::take(&mut self.groups[from]);
        olds.iter().for_each(|&o| self.of_old[o] = into);
        news.iter().for_each(|&n| self.of_new[n] = into);
        self.groups[into].0.extend(olds);
        self.groups[into].1.extend(news);
    }

    /// For segments that stand alone and whose text stands before on their side: the counterparts of the first copy.
    fn copies(&self, study: &Study) -> Vec<(usize, usize)> {
        let mut copies = Vec::new();
        for (old, &first) in study.originals.old.iter().enumerate() {
            if old != first && self.groups[self.of_old[old]].1.is_empty() {
                copies.extend(self.groups[self.of_old[first]].1.iter().map(|&new| (old, new)));
            }
        }
        for (new, &first) in study.originals.new.iter().enumerate() {
            if new != first && self.groups[self.of_new[new]].0.is_empty() {
                copies.extend(self.groups[self.of_new[first]].0.iter().map(|&old| (old, new)));
            }
        }
        copies
    }

    fn into_groups(self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut groups = self.groups;
        groups.retain(|g| !g.0.is_empty() && !g.1.is_empty());
        for group in &mut groups {
            group.0.sort_unstable();
            group.1.sort_unstable();
        }
        groups
    }
}

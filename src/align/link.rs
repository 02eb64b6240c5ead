//! Groups of segments → links: how their ends relate, what moved, what was refused, and why.

use rayon::prelude::*;

use crate::language::note;
use crate::model::{Annotated, Link, Pair, Reason, Refused, Relation, TokenKind};

use super::Judged;
use super::context::{Context, Pass};
use super::equal::Common;
use super::marks::Marks;
use super::solve::Grouped;
use super::study::Study;

/// Reasons kept for each link.
const REASONS: usize = 6;
/// Refused counterparts kept for each segment without a link.
const REFUSED: usize = 3;
/// A link of other words counts as moved only where it is as sure as this: a false move costs more than a missed one.
const SURE: f64 = 0.8;
/// Words that a segment needs to be told as moved.
const MOVABLE: usize = 4;
/// Confidence in a link of equal text that stands once on both sides, and of one that stands more often or under another
/// number.
const EQUAL: (f64, f64) = (1.0, 0.99);
/// Confidence in a link of copies that nothing but their place speaks for, at least.
const COPIES: f64 = 0.5;
/// Confidence in a link of items that begin with the same label.
const LABELLED: f64 = 0.9;

/// Makes links of groups, ordered by first new, then first old segment.
pub(super) fn links(sides: Pair<&Annotated>, study: &Study, judged: &Judged<'_>, grouped: &Grouped) -> Vec<Link> {
    let confidence = |old: &[usize], new: &[usize]| {
        let pairs = old.iter().flat_map(|&o| new.iter().map(move |&n| (o, n)));
        let (sum, count) = pairs.fold((0.0, 0.0), |(sum, count), (o, n)| {
            (sum + study.pair(o, n).map_or(0.0, |k| f64::from(judged.probability[k])), count + 1.0)
        });
        let of_copies = match (old, new) {
            (&[old], &[new]) if sum == 0.0 => {
                let candidate = study.pair_of_texts(old, new);
                candidate.map_or(COPIES, |k| f64::from(judged.probability[k]).max(COPIES))
            }
            _ => 0.0,
        };
        rounded(of_copies.max(sum / count))
    };
    let reasons = Reasons { pass: &judged.pass, mean: &judged.mean };
    let link = |marks: &mut Pair<Marks>, (old, new): &(Vec<usize>, Vec<usize>)| {
        let anchored = (old.len(), new.len()) == (1, 1) && study.anchors.of_old[old[0]] == Some(new[0]);
        let relation = relation(sides, old, new);
        let confidence = match anchored {
            true if study.anchors.by[old[0]] == Common::Label => LABELLED,
            true if study.is_unique(old[0], new[0]) && study.anchors.by[old[0]] == Common::Text => EQUAL.0,
            true => EQUAL.1,
            false => confidence(old, new),
        };
        let reasons = if anchored {
            let feature = match study.anchors.by[old[0]] {
                Common::Text => "equal text",
                Common::ButNumbers => "equal text but for its numbers",
                Common::Label => "equal label of an item",
                Common::ButFigures => "equal text but for its figures",
            };
            vec![Reason { feature, points: 9.9 }]
        } else {
            reasons.of_group(study, old, new, marks)
        };
        Link { old: old.clone(), new: new.clone(), relation, moved: false, confidence, reasons }
    };
    let mut links: Vec<Link> = grouped.groups.par_iter().map_init(|| judged.pass.marks(), link).collect();
    mark_moved(sides, &mut links);
    let linked = linked(study.sizes(), &links);
    let extra = |&&(old, new): &&(usize, usize)| !(linked.old[old] && linked.new[new]);
    let copies =
        grouped.copies.iter().chain(study.anchors.repeats.iter().filter(extra)).map(|&(old, new)| (old, new, EQUAL.1));
    let probable = grouped.repeats.iter().map(|&(old, new, p)| (old, new, rounded(f64::from(p))));
    let mut repeats: Vec<(usize, usize, f64)> = copies.chain(probable).collect();
    repeats.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    repeats.dedup_by_key(|r| (r.0, r.1));
    let mut marks = judged.pass.marks();
    links.extend(repeats.into_iter().map(|(old, new, confidence)| Link {
        old: vec![old],
        new: vec![new],
        relation: Relation::Repeat,
        moved: false,
        confidence,
        reasons: reasons.of_group(study, &[old], &[new], &mut marks),
    }));
    links.sort_by(in_order);
    links
}

/// Links in order of their first new, then first old segment, primary ones before repeats.
pub(super) fn in_order(a: &Link, b: &Link) -> std::cmp::Ordering {
    let key = |link: &Link| (link.new[0], link.old[0], link.relation);
    key(a).cmp(&key(b))
}

/// Refused pairs, most probable first.
pub(super) fn by_score(a: &Refused, b: &Refused) -> std::cmp::Ordering {
    b.score.total_cmp(&a.score).then((a.old, a.new).cmp(&(b.old, b.new)))
}

/// Four digits are what a reader can use, and hide the last bits in which machines differ.
pub(super) fn rounded(probability: f64) -> f64 {
    (probability * 1e4).round() / 1e4
}

/// How the ends of a group relate.
fn relation(sides: Pair<&Annotated>, old: &[usize], new: &[usize]) -> Relation {
    match (old, new) {
        (&[old], &[new]) => {
            let (before, after) = (sides.old.document.segment_text(old), sides.new.document.segment_text(new));
            if has_same_words(before, after) {
                Relation::Equal
            } else if content(sides.old, old).eq(content(sides.new, new)) {
                Relation::Cosmetic
            } else {
                Relation::Reworded
            }
        }
        (&[_], _) => Relation::Split,
        (_, &[_]) => Relation::Merged,
        _ => Relation::Regrouped,
    }
}

/// Whether two texts differ at most in their white space.
fn has_same_words(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    // From the word on in which they part: all before it are the same.
    let alike = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let before = &one[..one.floor_char_boundary(alike)];
    let word = before.trim_end_matches(|c: char| !c.is_whitespace()).len();
    one[word..].split_whitespace().eq(other[word..].split_whitespace())
}

/// What of a segment carries meaning: its words and numbers, and the marks that change what is said, without the
/// numbering it begins with. Quotation marks are kept, because to put a word in quotes is to doubt it.
fn content(side: &Annotated, segment: usize) -> impl Iterator<Item = &str> {
    let tokens = side.segment_tokens(segment);
    let body = &tokens[numbering(side, segment)..];
    let form = |word: u32| side.vocabulary.form(word);
    let silent = |form: &str| {
        matches!(
            form,
            "." | ","
                | ";"
                | ":"
                | "-"
                | "("
                | ")"
                | "["
                | "]"
                | "{"
                | "}"
                | "*"
                | "•"
                | "|"
                | "#"
                | "_"
                | "\\"
                | "…"
                | "。"
                | "，"
                | "、"
                | "；"
                | "："
                | "（"
                | "）"
        )
    };
    body.iter()
        .map(move |t| (t.kind, form(t.word)))
        .filter(move |(kind, form)| *kind != TokenKind::Mark || !(silent(form) || note::is_form(form)))
        .map(|(_, form)| form)
}

/// How many tokens at the start of a segment number it: "3.2", "(a)", "iv.", "§ 5)", "–".
pub(super) fn numbering(side: &Annotated, segment: usize) -> usize {
    let tokens = side.segment_tokens(segment);
    let mut at = 0;
    let form = |k: usize| tokens.get(k).map_or("", |t| side.vocabulary.form(t.word));
    while matches!(form(at), "•" | "-" | "*" | "§") {
        at += 1;
    }
    let opened = usize::from(matches!(form(at), "(" | "["));
    let Some(label) = tokens.get(at + opened) else { return at };
    let text = form(at + opened);
    let is_label = match label.kind {
        // A year at the start of a line is no numbering.
        TokenKind::Number => text.split('.').all(|part| part.len() <= 3),
        TokenKind::Word => text.chars().count() == 1 || text.chars().all(|c| matches!(c, 'i' | 'v' | 'x')),
        TokenKind::Mark => false,
    };
    let closed = matches!(form(at + opened + 1), ")" | "]") || (opened == 0 && form(at + opened + 1) == ".");
    if is_label && closed { at + opened + 2 } else { at }
}

/// Marks the links that stand off the heaviest run of links in common order.
fn mark_moved(sides: Pair<&Annotated>, links: &mut [Link]) {
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_unstable_by_key(|&k| links[k].old[0]);
    let weight = |link: &Link| -> u64 {
        let of =
            |side: &Annotated, all: &[usize]| all.iter().map(|&s| side.segment_tokens(s).len() as u64).sum::<u64>();
        of(sides.old, &link.old) + of(sides.new, &link.new)
    };
    let kept = heaviest_run(&order.iter().map(|&k| (links[k].new[0], weight(&links[k]))).collect::<Vec<_>>());
    let mut on_run = vec![false; links.len()];
    kept.into_iter().for_each(|at| on_run[order[at]] = true);
    for (k, link) in links.iter_mut().enumerate().filter(|(k, _)| !on_run[*k]) {
        let sure = matches!(link.relation, Relation::Equal | Relation::Cosmetic) || link.confidence >= SURE;
        let long =
            |side: &Annotated, s: &[usize]| s.iter().map(|&s| side.segment_tokens(s).len()).sum::<usize>() >= MOVABLE;
        link.moved = sure && !on_run[k] && long(sides.old, &link.old) && long(sides.new, &link.new);
    }
}

/// Indices of the heaviest ascending run of (place, weight).
fn heaviest_run(items: &[(usize, u64)]) -> Vec<usize> {
    let size = items.iter().map(|i| i.0 + 1).max().unwrap_or(0);
    let mut tree = vec![(0_u64, usize::MAX); size + 1];
    let mut before = vec![usize::MAX; items.len()];
    let mut best = (0, usize::MAX);
    for (k, &(place, weight)) in items.iter().enumerate() {
        let (mut node, mut top) = (place, (0, usize::MAX));
        while node > 0 {
            if tree[node].0 > top.0 {
                top = tree[node];
            }
            node &= node - 1;
        }
        before[k] = top.1;
        let here = (top.0 + weight, k);
        let mut node = place + 1;
        while node < tree.len() {
            if here.0 > tree[node].0 {
                tree[node] = here;
            }
            node += node & node.wrapping_neg();
        }
        if here.0 > best.0 {
            best = here;
        }
    }
    let mut run = Vec::new();
    let mut at = best.1;
    while at != usize::MAX {
        run.push(at);
        at = before[at];
    }
    run.reverse();
    run
}

/// For each segment whether it is in a link.
pub(super) fn linked((olds, news): (usize, usize), links: &[Link]) -> Pair<Vec<bool>> {
    let mut linked = Pair::new(vec![false; olds], vec![false; news]);
    for link in links {
        link.old.iter().for_each(|&o| linked.old[o] = true);
        link.new.iter().for_each(|&n| linked.new[n] = true);
    }
    linked
}

/// For each segment without a link the best counterparts that were refused.
pub(super) fn refused(study: &Study, probability: &[f32], linked: &Pair<Vec<bool>>) -> Vec<Refused> {
    let (olds, news) = study.sizes();
    let mut kept = std::collections::BTreeSet::new();
    let mut keep = |mut indices: Vec<usize>| {
        indices.sort_by(|&a, &b| probability[b].total_cmp(&probability[a]).then(a.cmp(&b)));
        kept.extend(indices.into_iter().take(REFUSED));
    };
    for old in (0..olds).filter(|&o| !linked.old[o]) {
        keep(study.candidates.row(old as u32).collect());
    }
    for new in (0..news).filter(|&n| !linked.new[n]) {
        keep(study.candidates.column(new as u32).iter().map(|&k| k as usize).collect());
    }
    let mut refused: Vec<Refused> = kept
        .into_iter()
        .map(|k| {
            let (old, new) = study.pairs()[k];
            Refused { old: old as usize, new: new as usize, score: rounded(f64::from(probability[k])) }
        })
        .collect();
    refused.sort_by(by_score);
    refused
}

/// Contributions of features, measured from the average pair of the same documents.
struct Reasons<'a> {
    pass: &'a Pass<'a>,
    mean: &'a Context,
}

impl Reasons<'_> {
    /// The reasons for the most probable pair of a group.
    fn of_group(&self, study: &Study, old: &[usize], new: &[usize], marks: &mut Pair<Marks>) -> Vec<Reason> {
        let pairs = old.iter().flat_map(|&o| new.iter().map(move |&n| (o, n)));
        let Some(k) = pairs.filter_map(|(o, n)| study.pair(o, n)).next() else { return Vec::new() };
        let weights = &super::coefficients::SECOND.weights;
        let context = self.pass.look(k, marks);
        let mut reasons: Vec<Reason> = (0..weights.len())
            .map(|d| Reason {
                feature: super::CONTEXT_NAMES[d],
                points: (f64::from(weights[d] * (context[d] - self.mean[d])) * 100.0).round() / 100.0,
            })
            .collect();
        let by_weight =
            |a: &Reason, b: &Reason| b.points.abs().total_cmp(&a.points.abs()).then(a.feature.cmp(b.feature));
        reasons.select_nth_unstable_by(REASONS, by_weight);
        reasons.truncate(REASONS);
        reasons.sort_by(by_weight);
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_run_outweighs_the_longest() {
        assert_eq!(heaviest_run(&[(2, 1), (0, 10), (1, 1), (3, 1)]), [1, 2, 3]);
        assert_eq!(heaviest_run(&[(1, 1), (2, 1), (0, 5)]), [2]);
    }
}

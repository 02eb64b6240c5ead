//! Links and titles → which sections hold the same matter.

use rustc_hash::FxHashMap;

use crate::language::numbering::title_number;
use crate::language::token::without_accent;
use crate::model::{Annotated, Document, Link, Pair, Relation, Role, Section, SectionLink, SectionRelation, Side};

use super::link::numbering;

/// Least evidence for two sections to be the same: the share of the smaller one's text that is linked with the other,
/// plus one for an equal title.
const SAME: f64 = 0.4;
/// A further part of a split or merged section must have this share of its text linked with the whole.
const PART: f64 = 0.5;

/// Of many sections with one title, each is held against so many before and so many from its own place among them on.
const COPIES: usize = 16;

/// Links that are less sure count for less: two sections with a single doubtful link are not the same.
const SURE: f64 = 0.6;

/// Relates the sections of both documents; each is in exactly one result.
pub(super) fn sections(sides: Pair<&Annotated>, links: &[Link]) -> Vec<SectionLink> {
    let counts = sides.map(|s| s.document.sections.len());
    let mass = sides.map(|s| masses(&s.document));
    let titles = sides.map(titles);
    let mut shared: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    for link in links.iter().filter(|l| l.relation != Relation::Repeat) {
        let sure = (link.confidence / SURE).min(1.0).powi(2);
        let share = sure / (link.old.len() * link.new.len()) as f64;
        for &old in &link.old {
            for &new in &link.new {
                let (o, n) = (&sides.old.document.segments[old], &sides.new.document.segments[new]);
                let weight =
                    o.span.len().min(n.span.len()) as f64 * share.max(sure / link.old.len().max(link.new.len()) as f64);
                *shared.entry((o.section, n.section)).or_default() += weight;
            }
        }
    }
    let mut by_title: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (new, title) in titles.new.iter().enumerate() {
        by_title.entry(title).or_default().push(new);
    }
    let mut copies: FxHashMap<&str, usize> = FxHashMap::default();
    for (old, title) in titles.old.iter().enumerate().filter(|(_, title)| !title.is_empty()) {
        let nth = copies.entry(title).or_default();
        let same = by_title.get(title.as_str()).map_or(&[][..], Vec::as_slice);
        // Of many that are called the same, those that stand about as far down.
        for &new in &same[nth.saturating_sub(COPIES).min(same.len())..(*nth + COPIES).min(same.len())] {
            shared.entry((old, new)).or_default();
        }
        *nth += 1;
    }

    let mut ranked: Vec<(f64, f64, usize, usize)> = shared
        .into_iter()
        .map(|((old, new), weight)| {
            let part = weight / mass.old[old].min(mass.new[new]).max(1.0);
            let same_title = !titles.old[old].is_empty() && titles.old[old] == titles.new[new];
            (part.min(1.0) + f64::from(u8::from(same_title)), part, old, new)
        })
        .filter(|(score, ..)| *score >= SAME)
        .collect();
    let off = |o: usize, n: usize| (o as f64 / counts.old as f64 - n as f64 / counts.new as f64).abs();
    ranked.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then(off(a.2, a.3).total_cmp(&off(b.2, b.3))).then((a.2, a.3).cmp(&(b.2, b.3)))
    });

    let stands = Pair::new(Side::Old, Side::New).map(|side| standing(sides, links, side));
    // A title that stands elsewhere is no other one's new name.
    let renamed = |old: usize, new: usize| {
        let (here, there) = (stands.old[old], stands.new[new]);
        titles.old[old] == titles.new[new] || (here.is_none() && there.is_none()) || here == there
    };
    let mut of_old: Vec<Vec<usize>> = vec![Vec::new(); counts.old];
    let mut of_new: Vec<Vec<usize>> = vec![Vec::new(); counts.new];
    for (_, part, old, new) in ranked {
        let (taken_old, taken_new) = (!of_old[old].is_empty(), !of_new[new].is_empty());
        let further = match (taken_old, taken_new) {
            (false, false) => renamed(old, new),
            (true, false) => {
                part >= PART && of_old[old].iter().all(|&n| of_new[n].len() == 1) && mass.new[new] < mass.old[old]
            }
            (false, true) => {
                part >= PART && of_new[new].iter().all(|&o| of_old[o].len() == 1) && mass.old[old] < mass.new[new]
            }
            (true, true) => false,
        };
        if further {
            of_old[old].push(new);
            of_new[new].push(old);
        }
    }
    relate(sides, &titles, of_old, of_new)
}

/// For each section of a side the link that its heading is in, where that is with what the other version says and not
/// with a menu.
fn standing(sides: Pair<&Annotated>, links: &[Link], side: Side) -> Vec<Option<usize>> {
    fn ends(link: &Link, side: Side) -> &[usize] {
        link.ends(side)
    }
    let there = &sides.get(side.other()).document.segments;
    let says = |link: &Link| ends(link, side.other()).iter().all(|&segment| there[segment].role.is_content());
    let mut by_segment: FxHashMap<usize, usize> = FxHashMap::default();
    for (index, link) in links.iter().enumerate().filter(|(_, l)| l.relation != Relation::Repeat && says(l)) {
        by_segment.extend(ends(link, side).iter().map(|&segment| (segment, index)));
    }
    let document = &sides.get(side).document;
    let heading = |section: &Section| {
        let first = section.segments.0;
        let heading = document.segments.get(first).filter(|s| s.role == Role::Heading && !section.inferred);
        heading.and_then(|_| by_segment.get(&first).copied())
    };
    document.sections.iter().map(heading).collect()
}

fn relate(
    sides: Pair<&Annotated>,
    titles: &Pair<Vec<String>>,
    of_old: Vec<Vec<usize>>,
    of_new: Vec<Vec<usize>>,
) -> Vec<SectionLink> {
    let single: Vec<(usize, usize)> = of_old
        .iter()
        .enumerate()
        .filter(|(_, n)| n.len() == 1 && of_new[n[0]].len() == 1)
        .map(|(o, n)| (o, n[0]))
        .collect();
    let ascending = longest_ascending(&single);
    let mut out = Vec::new();
    for (old, news) in of_old.iter().enumerate() {
        let relation = match news[..] {
            [] => SectionRelation::Removed,
            [new] if of_new[new].len() > 1 => {
                if of_new[new].iter().min() == Some(&old) {
                    let mut all = of_new[new].clone();
                    all.sort_unstable();
                    out.push(SectionLink { old: all, new: vec![new], relation: SectionRelation::Merged });
                }
                continue;
            }
            [new] => {
                let known = !sides.old.document.sections[old].inferred && !sides.new.document.sections[new].inferred;
                if known && titles.old[old] != titles.new[new] {
                    SectionRelation::Renamed
                } else if ascending.contains(&(old, new)) {
                    SectionRelation::Kept
                } else {
                    SectionRelation::Moved
                }
            }
            _ => SectionRelation::Split,
        };
        let mut new = news.clone();
        new.sort_unstable();
        out.push(SectionLink { old: vec![old], new, relation });
    }
    let added = of_new.iter().enumerate().filter(|(_, olds)| olds.is_empty());
    out.extend(added.map(|(new, _)| SectionLink { old: vec![], new: vec![new], relation: SectionRelation::Added }));
    out.sort_by(in_order);
    out
}

/// Section links in order of the new document; removed ones last.
pub(super) fn in_order(a: &SectionLink, b: &SectionLink) -> std::cmp::Ordering {
    let first = |sections: &[usize]| sections.first().copied().unwrap_or(usize::MAX);
    (first(&a.new), first(&a.old)).cmp(&(first(&b.new), first(&b.old)))
}

/// Characters of each section's own segments.
fn masses(document: &Document) -> Vec<f64> {
    let mut mass = vec![0.0; document.sections.len()];
    for segment in &document.segments {
        mass[segment.section] += segment.span.len() as f64;
    }
    mass
}

/// Folded titles without numbering; a title that is nothing but numbering is kept whole.
fn titles(side: &Annotated) -> Vec<String> {
    let of = |section: &Section| {
        let first = section.segments.0;
        let heading = side.document.segments.get(first).filter(|s| s.role == Role::Heading);
        let heading = heading.filter(|_| !section.inferred && section.segments.1 > first);
        let Some(heading) = heading.map(|heading| heading.span.of(&side.document.text)) else {
            return crate::language::token::fold(section.title.trim());
        };
        let tokens = side.segment_tokens(first);
        let words =
            |from: usize| tokens[from..].iter().map(|t| side.vocabulary.form(t.word)).collect::<Vec<_>>().join(" ");
        let bare = words(numbering(side, first).max(usize::from(title_number(heading) > 0)));
        // A full stop makes no other title, nor an accent that capitals lack.
        let bare = bare.trim_end_matches(['.', ':', ' ']);
        if bare.chars().any(char::is_alphabetic) { bare.chars().map(without_accent).collect() } else { words(0) }
    };
    side.document.sections.iter().map(of).collect()
}

fn longest_ascending(pairs: &[(usize, usize)]) -> std::collections::BTreeSet<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; pairs.len()];
    for (k, &(_, new)) in pairs.iter().enumerate() {
        let at = tails.partition_point(|&t| pairs[t].1 < new);
        before[k] = if at == 0 { usize::MAX } else { tails[at - 1] };
        if at == tails.len() {
            tails.push(k);
        } else {
            tails[at] = k;
        }
    }
    let mut out = std::collections::BTreeSet::new();
    let mut at = tails.last().copied().unwrap_or(usize::MAX);
    while at != usize::MAX {
        out.insert(pairs[at]);
        at = before[at];
    }
    out
}

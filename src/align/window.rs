//! What stands around a segment, and by how much a pair is alike in the light of it.

use super::lexis::Lexis;
use super::vector::{Laid, Rows};
use super::walk::{Lookup, Steps, sums};

/// Segments on each side of one that count as its surroundings.
const WINDOW: usize = 3;

/// The stems around each segment, the segment itself left out.
pub(super) struct Windows {
    starts: Vec<u32>,
    /// Stems around each segment with their values; the segment's own stems are listed too, with zero.
    stems: Vec<u32>,
    /// See `stems`.
    values: Vec<f32>,
    norm: Vec<f32>,
    /// Dot product of the surroundings with the unit vector of the segment itself.
    own: Vec<f32>,
    /// Finds stems in long surroundings, which are numbered as the segments are.
    lookup: Lookup,
}

/// How alike two segments are with what stands around them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// Cosine of the surroundings.
    pub(super) apart: f32,
    /// Cosine of the segments together with their surroundings.
    pub(super) together: f32,
    /// Share of a segment's stems that stand in the other one or around it: the greater one, then the lesser one.
    pub(super) found: (f32, f32),
}

impl Windows {
    /// Looks around the wanted segments.
    pub(super) fn of(stems: &Rows, features: usize, wanted: &[bool]) -> Self {
        let count = wanted.len();
        let listed = |at: usize| window(at, count).map(|near| stems.features(near).len()).sum::<usize>();
        let most = (0..count).filter(|&at| wanted[at]).map(listed).sum();
        let mut windows = Windows {
            starts: vec![0],
            stems: Vec::with_capacity(most),
            values: Vec::with_capacity(most),
            norm: vec![0.0; count],
            own: vec![0.0; count],
            lookup: Lookup::default(),
        };
        let mut places = vec![0_u32; features];
        let mut own = Laid::new(features);
        for (at, &wanted) in wanted.iter().enumerate() {
            if wanted {
                windows.push(stems, at, count, &mut places, &mut own);
            }
            windows.starts.push(windows.stems.len() as u32);
        }
        windows
    }

    fn push(&mut self, stems: &Rows, at: usize, count: usize, places: &mut [u32], own: &mut Laid) {
        let start = self.stems.len();
        let mut add = |stem: usize, value: f32| {
            let place = places[stem] as usize;
            if place >= start && self.stems.get(place) == Some(&(stem as u32)) {
                self.values[place] += value;
            } else {
                places[stem] = self.stems.len() as u32;
                self.stems.push(stem as u32);
                self.values.push(value);
            }
        };
        for near in window(at, count) {
            if near != at && stems.norm[near] > 0.0 {
                let unit = 1.0 / stems.norm[near];
                stems.entries(near).for_each(|(stem, value)| add(stem, value * unit));
            }
        }
        stems.features(at).iter().for_each(|&stem| add(stem as usize, 0.0));
        let (around, values) = (&self.stems[start..], &self.values[start..]);
        self.lookup.add(at as u32, around);
        self.norm[at] = values.iter().map(|value| value * value).sum::<f32>().sqrt();
        if stems.norm[at] > 0.0 {
            own.lay(stems, at);
            let [product] = sums(around, values, |stem, value| [value * own.value(stem as u32)]);
            own.lift();
            self.own[at] = product / stems.norm[at];
        }
    }

    /// The stems of a segment's surroundings, and their values.
    fn entries(&self, segment: usize) -> (&[u32], &[f32]) {
        let range = self.starts[segment] as usize..self.starts[segment + 1] as usize;
        (&self.stems[range.clone()], &self.values[range])
    }

    /// Sums over the surroundings of a segment, where `of` is zero for all but `few` stems.
    fn sums<const N: usize>(
        &self,
        segment: usize,
        few: &[u32],
        steps: &Steps,
        of: impl Fn(usize, f32) -> [f32; N],
    ) -> [f32; N] {
        self.lookup.sums(segment as u32, self.entries(segment), few, steps, of)
    }
}

/// A segment and those around it, of so many.
fn window(at: usize, count: usize) -> std::ops::Range<usize> {
    at.saturating_sub(WINDOW)..(at + WINDOW + 1).min(count)
}

/// The surroundings of one old segment laid out by stem, next to its own row.
pub(super) struct LaidWindow {
    around: Vec<f32>,
    /// The stems that lie here, those of the segment itself among them.
    stems: Vec<u32>,
    /// What was looked at to compare them.
    pub(super) steps: Steps,
}

impl LaidWindow {
    pub(super) fn new(features: usize) -> Self {
        LaidWindow { around: vec![0.0; features], stems: Vec::new(), steps: Steps::default() }
    }

    pub(super) fn lay(&mut self, windows: &Windows, segment: usize) {
        let (stems, values) = windows.entries(segment);
        stems.iter().zip(values).for_each(|(&stem, &value)| self.around[stem as usize] = value);
        self.stems.extend_from_slice(stems);
    }

    pub(super) fn lift(&mut self) {
        self.stems.drain(..).for_each(|stem| self.around[stem as usize] = 0.0);
    }

    /// Compares the old segment that lies here, whose own row lies in `laid`, with a new one; `product` is the dot
    /// product of their own rows.
    pub(super) fn compare(
        &self,
        laid: &Laid,
        (old_windows, old_stems, old): (&Windows, &Rows, usize),
        (new_windows, new_stems, new): (&Windows, &Rows, usize),
        product: f32,
        lexis: &Lexis,
    ) -> Around {
        let [both, cross_new, found_old] = new_windows.sums(new, &self.stems, &self.steps, |stem, value| {
            let own = laid.value(stem as u32);
            [self.around[stem] * value, own * value, if own > 0.0 { lexis.stem_weight[stem] } else { 0.0 }]
        });
        let [cross_old, found_new] = new_stems.sums(new, &self.stems, &self.steps, |stem, value| {
            let around = self.around[stem];
            let found = around > 0.0 || laid.value(stem as u32) > 0.0;
            [around * value, if found { lexis.stem_weight[stem] } else { 0.0 }]
        });
        let over = |p: f32, x: f32, y: f32| if x == 0.0 || y == 0.0 { 0.0 } else { p / (x * y) };
        let (no, nn) = (old_stems.norm[old], new_stems.norm[new]);
        let cross = over(cross_old, nn, 1.0) + over(cross_new, no, 1.0);
        let whole = |windows: &Windows, segment: usize, norm: f32| {
            let unit = if norm > 0.0 { 1.0 } else { 0.0 };
            (windows.norm[segment].powi(2) + unit + 2.0 * windows.own[segment]).max(0.0).sqrt()
        };
        let share = |mass: f32, all: f32| if all == 0.0 { 0.0 } else { mass / all };
        let (in_new, in_old) = (share(found_old, old_stems.mass[old]), share(found_new, new_stems.mass[new]));
        Around {
            apart: over(both, old_windows.norm[old], new_windows.norm[new]),
            together: over(
                both + cross + over(product, no, nn),
                whole(old_windows, old, no),
                whole(new_windows, new, nn),
            ),
            found: (in_old.max(in_new), in_old.min(in_new)),
        }
    }
}

//! A claim through all versions, as a band: where it stands, and where its words change.

use std::fmt::Write;

use maud::{Markup, PreEscaped, html};

use crate::model::{Lineage, What};

/// The gap that shows a change of words, in versions.
const GAP: f64 = 0.12;

/// The band of a lineage: a box for each wording, a gap where its words change and a wide one where nothing says it.
/// What stands beside it tells the same in words.
pub(super) fn band(lineage: &Lineage, versions: usize) -> Markup {
    let mut boxes = String::new();
    for form in &lineage.forms {
        let start = form.versions.0 as f64 + GAP;
        let _ = write!(boxes, "M{start} 1H{}V9H{start}Z", form.versions.1 as f64 + 1.0 - GAP);
    }
    // What moves is marked, because no word of it changes.
    let moves = lineage.events.iter().filter(|event| matches!(event.what, What::Moved { .. }));
    let marks: String = moves.map(|event| format!("M{} 4h.3v2h-.3Z", event.version as f64 + 0.35)).collect();
    html! {
        svg.band aria-hidden="true" focusable="false" viewBox={ "0 0 " (versions) " 10" } preserveAspectRatio="none" {
            (PreEscaped(format!("<path d=\"{boxes}\"/>")))
            @if !marks.is_empty() { (PreEscaped(format!("<path class=\"mark\" d=\"{marks}\"/>"))) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::band;
    use crate::model::{Form, Lineage, Role};

    #[test]
    fn every_wording_has_its_box() {
        let form = |versions| Form { text: String::new(), section: String::new(), cosmetic: false, versions };
        let lineage = Lineage { role: Role::Claim, forms: vec![form((0, 1)), form((3, 3))], events: Vec::new() };
        assert!(band(&lineage, 4).into_string().contains("M0.12 1H1.88V9H0.12ZM3.12 1H3.88V9H3.12Z"));
    }
}

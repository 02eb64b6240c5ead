//! What a reader sets: the view, the levels and the kinds that are shown. All of it works by style sheet alone; only
//! the search and the steps from change to change need the script, and are not shown without it.

use std::fmt::Write;

use maud::{Markup, html};

use crate::model::Level;
use crate::report::phrase;
use crate::report::web::{LEVELS, class, level, sign};

use super::Page;

/// The controls above both texts.
pub(super) fn tools(page: &Page<'_>) -> Markup {
    let counted = |of: &dyn Fn(&crate::model::Change) -> bool| page.survey.shown.iter().filter(|c| of(c)).count();
    html! {
        div #tools {
            fieldset {
                legend { "View" }
                label { input #v-side type="radio" name="view" checked; " side by side" }
                label { input #v-inline type="radio" name="view"; " one below the other" }
                label { input #v-changed type="checkbox"; " changes only" }
            }
            fieldset {
                legend { "Level" }
                @for one in LEVELS {
                    @let shown = one != Level::Minor || page.view.level == Some(Level::Minor);
                    label {
                        input #(format!("f-{}", level(one))) type="checkbox" checked[shown];
                        " " (sign(one)) " " (phrase::name(one)) " " span.quiet { (counted(&|c| c.level == one)) }
                    }
                }
            }
            @if page.kinds.len() > 1 {
                details.kinds {
                    summary { "Kinds of change" }
                    fieldset {
                        legend.unseen { "Kinds that are shown" }
                        @for &kind in &page.kinds {
                            label {
                                input #(format!("f-{}", class(kind))) type="checkbox" checked;
                                " " (phrase::kind(kind)) " " span.quiet { (counted(&|c| c.kind == kind)) }
                            }
                        }
                    }
                }
            }
            div.steps hidden {
                label { "Search " input #search type="search" autocomplete="off" spellcheck="false"; }
                button #previous type="button" { "Previous" }
                button #next type="button" { "Next" }
                span #at role="status" {}
                label { input #keys type="checkbox" checked; " keys n, p, /" }
            }
        }
    }
}

/// The rules that hide what is not wanted.
pub(super) fn style(page: &Page<'_>) -> String {
    let mut style = String::new();
    for name in LEVELS.map(level).into_iter().chain(page.kinds.iter().copied().map(class)) {
        let _ = writeln!(style, "body:has(#f-{name}:not(:checked)) .{name}{{display:none}}");
    }
    style
}

//! Web pages: what all of them have in common.
//!
//! A page loads nothing. A policy in its head lets the browser apply its own style and script, by their hashes, and nothing
//! else; whatever the text of a report had in it is text here.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::phrase;
use super::safe::browser as safe;
use crate::model::{Kind, Level};

const STYLE: &str = include_str!("style.css");

/// The levels, loudest first.
pub(in crate::report) const LEVELS: [Level; 3] = [Level::Headline, Level::Notable, Level::Minor];

/// A whole page: `style` comes after what all pages have, and `script` is all that may run.
pub(in crate::report) fn page(title: &str, style: &str, script: Option<&str>, body: &Markup) -> Markup {
    // A browser reads line ends as it likes and hashes what it read.
    let style = format!("{STYLE}{style}").replace('\r', "");
    let script = script.map(|script| script.replace('\r', ""));
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(&style, script.as_deref()));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content={ "recension " (env!("CARGO_PKG_VERSION")) };
                title { (safe(title)) }
                style { (PreEscaped(style)) }
            }
            body {
                (body)
                @if let Some(script) = script { script { (PreEscaped(script)) } }
            }
        }
    }
}

/// What the browser may do: apply this style and this script.
fn policy(style: &str, script: Option<&str>) -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        hash(style),
        script.map_or_else(|| "'none'".to_owned(), hash)
    )
}

/// The class that stands for a kind.
pub(in crate::report) fn class(kind: Kind) -> String {
    format!("k-{}", phrase::name(kind).replace('_', "-"))
}

/// The class of a level.
pub(in crate::report) fn level(level: Level) -> String {
    format!("l-{}", phrase::name(level))
}

/// The sign of a level, which tells it without colour.
pub(in crate::report) const fn sign(level: Level) -> &'static str {
    match level {
        Level::Headline => "●",
        Level::Notable => "◐",
        Level::Minor => "○",
    }
}

/// A headline. What it quotes from right to left is set apart, so that it does not turn the words around it.
pub(in crate::report) fn told(headline: &str) -> Markup {
    let right_to_left = |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    if !headline.contains(right_to_left) {
        return html! { (safe(headline)) };
    }
    html! {
        @for (quoted, text) in phrase::quotes(headline) {
            @if quoted { bdi { (safe(text)) } } @else { (safe(text)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn what_is_quoted_from_right_to_left_is_set_apart() {
        assert_eq!(told("Adds “מועצה”").into_string(), "Adds “<bdi>מועצה</bdi>”");
        assert_eq!(told("Adds “<b>”").into_string(), "Adds “&lt;b&gt;”");
    }
}

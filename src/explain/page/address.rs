//! Addresses of links: what of them tells where they lead.

use std::borrow::Cow;

/// Parameters that tell where a reader came from, and not where the link leads. The names are those that the makers of
/// mail and advertising services document.
const TRACKING: [&str; 16] = [
    "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "fbclid", "msclkid", "yclid", "twclid", "igshid", "mc_cid",
    "mc_eid", "_ga", "_gl", "ref_src", "ref_url",
];

/// How two addresses differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    /// Both lead to the same place.
    None,
    /// To another page, or another part of it, of the same site.
    Page,
    /// To another site.
    Site,
}

/// An address without what does not matter.
#[derive(Debug, PartialEq, Eq)]
struct Bare {
    /// Host in lower case, or the scheme of what is no web address; empty for a relative address.
    host: String,
    path: String,
    query: Vec<String>,
    fragment: String,
}

/// Compares two addresses.
pub(super) fn difference(old: &str, new: &str) -> Difference {
    let (a, b) = (bare(old), bare(new));
    if a == b {
        return Difference::None;
    }
    // One page writes its own links in full, the other from its root.
    let relative = a.host.is_empty() != b.host.is_empty();
    if relative && a.path.starts_with('/') == b.path.starts_with('/') && a.path == b.path && a.query == b.query {
        return if a.fragment == b.fragment { Difference::None } else { Difference::Page };
    }
    if relative || site(&a.host) == site(&b.host) { Difference::Page } else { Difference::Site }
}

fn bare(address: &str) -> Bare {
    let led = redirected(address.trim());
    let address = archived(&led);
    let (rest, fragment) = address.split_once('#').unwrap_or((address, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let query = query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).map(str::to_owned).collect();
    let web = ["https://", "http://", "//"].iter().find_map(|scheme| rest.strip_prefix(scheme));
    let (host, path) = match web {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        // "mailto:", "tel:"
        None => {
            rest.split_once(':').filter(|(scheme, _)| scheme.chars().all(char::is_alphanumeric)).unwrap_or(("", rest))
        }
    };
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    Bare { host, path: path.trim_end_matches('/').to_owned(), query, fragment: fragment.to_owned() }
}

/// Where an address leads that only counts the visitor and sends on: `…/l.php?u=https%3A%2F%2Fa.example%2Fx&h=…`.
fn redirected(address: &str) -> Cow<'_, str> {
    let encoded = |scheme: &str| address.find(&format!("={scheme}%3A%2F%2F")).map(|at| at + 1);
    let Some(start) = encoded("https").or_else(|| encoded("http")) else { return Cow::Borrowed(address) };
    let inner = address[start..].split('&').next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(inner.len());
    let mut rest = inner.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => (bytes.push(byte), rest = &tail[2..]),
            None => (bytes.push(*first), rest = tail),
        };
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(address), Cow::Owned)
}

/// The address that an archive keeps a copy of: `…/web/20200101000000/https://…`.
fn archived(address: &str) -> &str {
    let Some((_, rest)) = address.split_once("/web/") else { return address };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    match rest[digits..].split_once('/') {
        Some((flags, inner)) if digits >= 4 && flags.len() <= 3 && !inner.is_empty() => inner,
        _ => address,
    }
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or(parameter).to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&&*name)
}

/// The part of a host that one owner has: its last two labels, three where the last two are both short ("gov.uk").
fn site(host: &str) -> &str {
    let labels: Vec<&str> = host.rsplit('.').collect();
    let short = labels.len() > 2 && labels[0].len() <= 2 && labels[1].len() <= 3;
    let count = if short { 3 } else { 2 };
    let length = labels.iter().take(count).map(|l| l.len() + 1).sum::<usize>().saturating_sub(1);
    &host[host.len() - length.min(host.len())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_the_same_place_is_the_same() {
        for (old, new) in [
            ("https://a.example/list?utm_source=x&id=1", "http://www.a.example/list/?id=1&fbclid=9"),
            ("/list", "https://a.example/list"),
            ("https://l.hub.example/l.php?u=https%3A%2F%2Fa.example%2Fx&h=AT1", "https://a.example/x/"),
            ("https://web.archive.org/web/20200101000000/https://a.example/x", "https://a.example/x"),
            ("/web/20200101000000id_/https://a.example/x", "https://a.example/x"),
        ] {
            assert_eq!(difference(old, new), Difference::None, "{old} {new}");
        }
    }

    #[test]
    fn another_page_is_no_other_site() {
        assert_eq!(difference("https://a.example/x", "https://b.a.example/y"), Difference::Page);
        assert_eq!(difference("#one", "#two"), Difference::Page);
        assert_eq!(difference("https://a.example/x", "https://b.example/x"), Difference::Site);
        assert_eq!(difference("https://a.gov.uk/x", "https://b.gov.uk/x"), Difference::Site);
        assert_eq!(difference("mailto:a@b.example", "https://b.example"), Difference::Site);
    }
}

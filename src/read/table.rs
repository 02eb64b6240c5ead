//! Tables that are drawn with characters, as reStructuredText has them: columns under rulers, or boxes.

/// A table: for each row its cells, each with the lines of the source that it stands on.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table<'a> {
    /// The rows from above, each with its cells.
    pub(super) rows: Vec<Vec<Cell<'a>>>,
    /// How many of them stand above the ruler that parts the head from the rest.
    pub(super) heads: usize,
    /// The line behind the table.
    pub(super) end: usize,
}

/// The lines of a cell: each with its index and its text.
pub(super) type Cell<'a> = Vec<(usize, &'a str)>;

/// The table that begins at a line, if one does.
pub(super) fn at<'a>(lines: &[&'a str], start: usize) -> Option<Table<'a>> {
    simple(lines, start).or_else(|| boxed(lines, start))
}

/// Columns under rulers: `=====  =====` above, below the head and at the end. A row goes on where its first column is
/// blank.
fn simple<'a>(lines: &[&'a str], start: usize) -> Option<Table<'a>> {
    let columns = ruler(lines[start])?;
    let (mut rulers, mut heads) = (1, 0);
    let mut rows: Vec<Vec<Cell<'a>>> = Vec::new();
    for (index, &line) in lines.iter().enumerate().skip(start + 1) {
        let same = ruler(line).is_some_and(|found| found.len() == columns.len());
        if same {
            rulers += 1;
            let ends = lines.get(index + 1).is_none_or(|next| next.trim().is_empty());
            if (ends && !rows.is_empty()) || rulers == 3 {
                return (!rows.is_empty()).then_some(Table { rows, heads, end: index + 1 });
            }
            heads = rows.len();
            continue;
        }
        if line.chars().all(|c| c.is_whitespace() || c == '-') {
            continue;
        }
        let cells = cut(line, &columns);
        match rows.last_mut().filter(|_| cells[0].trim().is_empty()) {
            Some(row) => extend(row, index, &cells),
            None => {
                rows.push(vec![Cell::new(); columns.len()]);
                extend(rows.last_mut()?, index, &cells);
            }
        }
    }
    None
}

/// Where the columns under a ruler begin and end, in characters.
fn ruler(line: &str) -> Option<Vec<(usize, usize)>> {
    let drawn = line.trim();
    if !drawn.starts_with("==") || !drawn.contains(' ') || !drawn.chars().all(|c| matches!(c, '=' | ' ')) {
        return None;
    }
    let (mut columns, mut open) = (Vec::new(), None);
    for (at, c) in line.trim_end().chars().chain([' ']).enumerate() {
        match (open, c) {
            (None, '=') => open = Some(at),
            (Some(start), ' ') => {
                columns.push((start, at));
                open = None;
            }
            _ => {}
        }
    }
    (columns.len() > 1).then_some(columns)
}

/// The cells of a line: what begins in each column, the last one without an end. Where a gap between two columns is
/// written over, they are one cell.
fn cut<'a>(line: &'a str, columns: &[(usize, usize)]) -> Vec<&'a str> {
    let offset = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let mut cells = vec![""; columns.len()];
    let (mut open, mut start) = (0, 0);
    for nth in 1..columns.len() {
        let (end, next) = (offset(columns[nth - 1].1), offset(columns[nth].0));
        if line[end..next].trim().is_empty() {
            cells[open] = &line[start..end];
            (open, start) = (nth, next);
        }
    }
    cells[open] = &line[start..];
    cells
}

/// Boxes: `+----+----+` above and below each row, bars between its cells.
fn boxed<'a>(lines: &[&'a str], start: usize) -> Option<Table<'a>> {
    if !is_border(lines[start]) {
        return None;
    }
    let mut rows: Vec<Vec<Cell<'a>>> = Vec::new();
    let (mut fresh, mut heads) = (true, 0);
    let mut index = start + 1;
    while let Some(&line) = lines.get(index).filter(|line| line.trim_start().starts_with(['|', '+'])) {
        if is_border(line) {
            fresh = true;
            if line.contains('=') {
                heads = rows.len();
            }
        } else {
            let inner = line.trim().trim_start_matches('|');
            let cells: Vec<&str> = inner.strip_suffix('|').unwrap_or(inner).split('|').collect();
            match rows.last_mut().filter(|row| !fresh && row.len() == cells.len()) {
                Some(row) => extend(row, index, &cells),
                None => {
                    rows.push(vec![Cell::new(); cells.len()]);
                    extend(rows.last_mut()?, index, &cells);
                }
            }
            fresh = false;
        }
        index += 1;
    }
    (!rows.is_empty()).then_some(Table { rows, heads, end: index })
}

fn is_border(line: &str) -> bool {
    let drawn = line.trim();
    drawn.len() > 2
        && drawn.starts_with('+')
        && drawn.ends_with('+')
        && drawn.contains(['-', '='])
        && drawn.chars().all(|c| matches!(c, '+' | '-' | '='))
}

fn extend<'a>(row: &mut [Cell<'a>], index: usize, cells: &[&'a str]) {
    for (cell, text) in row.iter_mut().zip(cells) {
        if !text.trim().is_empty() {
            cell.push((index, text.trim()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Option<Vec<String>> {
        let lines: Vec<&str> = text.lines().collect();
        let table = at(&lines, 0)?;
        let cell = |cell: &Cell<'_>| cell.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" ");
        Some(table.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect())
    }

    #[test]
    fn columns_under_rulers() {
        let text = "======  ======  ==========\n Ship    Fee    Who is told\n======  ======  ==========\n\
            ferry   25      harbour master and\n                pilot\nyacht           nobody\n======  ======  ==========\n\nText.";
        let told = rows(text).expect("a table");
        assert_eq!(told, ["Ship | Fee | Who is told", "ferry | 25 | harbour master and pilot", "yacht |  | nobody"]);
        let spanning = "====  ====\nall ships\nyacht 7\n====  ====";
        assert_eq!(rows(spanning).expect("a table"), ["all ships | ", "yacht 7 | "]);
    }

    #[test]
    fn boxes() {
        let text = "+-------+-----+\n| Ship  | Fee |\n+=======+=====+\n| large | 25  |\n| ferry |     |\n+-------+-----+\nText.";
        assert_eq!(rows(text).expect("a table"), ["Ship | Fee", "large ferry | 25"]);
    }

    #[test]
    fn heads_stand_above_their_ruler() {
        let heads = |text: &str| at(&text.lines().collect::<Vec<_>>(), 0).map(|table| table.heads);
        let simple = "======  ======\nShip    Fee\n======  ======\nferry   25\n======  ======\n\nText.";
        assert_eq!(heads(simple), Some(1));
        assert_eq!(heads("+------+-----+\n| Ship | Fee |\n+======+=====+\n| lugger | 25 |\n+------+-----+"), Some(1));
        assert_eq!(heads("====  ====\nall ships\nyacht 7\n====  ===="), Some(0));
    }

    #[test]
    fn a_ruler_alone_is_no_table() {
        assert_eq!(rows("=====  =====\nShips pay.\n\nCrews do not."), None);
        assert_eq!(rows("==========\nShips pay\n=========="), None);
        assert_eq!(rows("+ 25 euros\n+ 30 euros"), None);
    }
}

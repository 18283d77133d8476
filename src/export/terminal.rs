//! The aligned pairs side by side, for reading on a terminal.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;

use crate::align::{Alignment, Bead};
use crate::document::{DOUBTFUL, SURE, confidence};
use crate::error::Result;
use crate::review::RowId;

/// Marks a bead whose two sides stand in different places of their articles.
const MOVED: char = '↕';
/// Narrowest column, in cells, that can be read.
const NARROWEST: usize = 20;

/// Writes the beads in two columns that together with id, type and confidence are `width` cells wide. Hangul takes two
/// cells. Colour comes as ANSI escapes; wrap `out` so that they are taken out where there is no terminal.
///
/// # Errors
/// [`Error::Write`](crate::Error::Write) when `out` fails.
pub fn write(mut out: impl Write, alignment: &Alignment, width: usize) -> Result<()> {
    const MARGIN: usize = "s-0001 1-1  0.9990  ".len();
    const GAP: &str = " │ ";
    let column = (width.saturating_sub(MARGIN + display_width(GAP)) / 2).max(NARROWEST);
    for (index, bead) in alignment.beads.iter().enumerate() {
        let source = wrap(&visible(&alignment.source_text(bead)), column);
        let target = wrap(&visible(&alignment.target_text(bead)), column);
        for line in 0..source.len().max(target.len()) {
            if line == 0 {
                let style = style(bead);
                let id = RowId::of_bead(index);
                write!(
                    out,
                    "{id} {}{} {style}{}{style:#}  ",
                    bead.shape(),
                    if bead.is_moved { MOVED } else { ' ' },
                    confidence(bead)
                )?;
            } else {
                write!(out, "{:MARGIN$}", "")?;
            }
            let of = |lines: &[String]| lines.get(line).cloned().unwrap_or_default();
            let (source, target) = (of(&source), of(&target));
            let padding = column.saturating_sub(display_width(&source));
            let row = format!("{source}{:padding$}{GAP}{target}", "");
            writeln!(out, "{}", row.trim_end())?;
        }
    }
    out.flush()?;
    Ok(())
}

/// The lines of a text in a column so many cells wide, which break at spaces, so that words stay whole in Korean too.
pub fn wrap(text: &str, column: usize) -> Vec<String> {
    let options =
        textwrap::Options::new(column).word_separator(textwrap::WordSeparator::AsciiSpace);
    textwrap::wrap(text, options)
        .into_iter()
        .map(|line| line.into_owned())
        .collect()
}

/// A text without control characters, which must not reach the terminal from a file.
pub fn visible(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}

fn style(bead: &Bead) -> Style {
    let color = match bead.confidence {
        c if c < DOUBTFUL => AnsiColor::Red,
        c if c < SURE => AnsiColor::Yellow,
        _ => AnsiColor::Green,
    };
    Style::new().fg_color(Some(color.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Aligner;

    #[test]
    fn columns_line_up_with_hangul_two_cells_wide() {
        let alignment = Aligner::new()
            .align(
                "박 대통령은 3일 베이징에 도착했다.\n그는 4일 서울로 돌아온다.",
                "President Park arrived in Beijing on Sept. 3.\nShe returns to Seoul on the 4th.",
            )
            .unwrap();
        let mut out = Vec::new();
        write(&mut out, &alignment, 80).unwrap();
        let out = String::from_utf8(out).unwrap();
        let plain = anstream::adapter::strip_str(&out).to_string();
        let bars: Vec<usize> = plain
            .lines()
            .filter_map(|line| line.find('│').map(|at| display_width(&line[..at])))
            .collect();
        assert!(
            bars.len() >= 2 && bars.iter().all(|&bar| bar == bars[0]),
            "{plain}"
        );
        assert!(
            plain.lines().all(|line| display_width(line) <= 80),
            "{plain}"
        );
    }
}

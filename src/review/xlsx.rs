//! The review sheet as an Excel workbook (ECMA-376): the rows; how to fill them in; and, hidden, the rows as they were
//! written, so that nothing that is deleted by mistake is lost.

mod page;

use std::io::Write;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::key::Key;
use super::row::{Column, Row, rows};
use crate::align::Alignment;
use crate::data;
use crate::document::{DOUBTFUL, DocumentInfo, UNLIKELY};
use crate::error::{Error, Result};
use crate::tmx::Date;

/// The page that is reviewed.
pub const REVIEW: &str = "review";
/// The page that says how.
const GUIDE: &str = "guide 안내";
/// The hidden page with the rows as they were written.
pub const AS_WRITTEN: &str = "as written";

/// The most characters (UTF-16 code units) that Excel keeps in a cell.
const MOST_CHARACTERS: usize = 32_767;
/// The most rows of a sheet, the head not counted.
const MOST_ROWS: usize = 1_048_575;

/// The width of the columns of the guide.
const GUIDE_WIDTH: u16 = 80;
/// A line, and the tallest row that Excel shows, in points.
const LINE_HEIGHT: f64 = 15.0;
const TALLEST_ROW: f64 = 409.0;

/// Writes the workbook. Every cell but the confidence is text. The same input gives the same bytes.
///
/// # Errors
/// [`Error::Write`] when `out` fails, and [`Error::Sheet`] when there are more rows than a sheet holds, or a text is
/// longer than a cell.
pub fn write(out: impl Write, alignment: &Alignment, info: &DocumentInfo) -> Result<()> {
    let rows: Vec<Row> = rows(alignment, info).collect();
    let sides = [
        ("source 원문", &alignment.source.article),
        ("target 번역문", &alignment.target.article),
    ];
    let articles: Vec<(String, String)> = sides
        .into_iter()
        .flat_map(|(side, article)| {
            let fields = article.metadata.fields();
            fields.map(move |(name, value)| (format!("{side}: {name}"), value.to_owned()))
        })
        .collect();
    write_workbook(out, &rows, info, &articles)
}

/// Writes a workbook of rows that may come from elsewhere.
///
/// # Errors
/// As [`write()`].
pub fn write_rows(out: impl Write, rows: &[Row], info: &DocumentInfo) -> Result<()> {
    write_workbook(out, rows, info, &[])
}

/// Writes a workbook; `articles` is what their pages say of them.
fn write_workbook(
    mut out: impl Write,
    rows: &[Row],
    info: &DocumentInfo,
    articles: &[(String, String)],
) -> Result<()> {
    fits(&info.name, 0, rows)?;
    let workbook = workbook(rows, info, articles).and_then(|mut book| book.save_to_buffer());
    let bytes = workbook.map_err(|error| Error::Sheet {
        message: format!("the workbook could not be made: {error}; write a .csv instead"),
    })?;
    out.write_all(&bytes)?;
    Ok(())
}

/// Refuses rows behind `before` others that are more than a sheet holds, and texts that are longer than a cell. Rows of no
/// document are of `name`.
pub(crate) fn fits(name: &str, before: usize, rows: &[Row]) -> Result<()> {
    if before + rows.len() > MOST_ROWS {
        return Err(Error::Sheet {
            message: format!(
                "{} rows, but a workbook holds {MOST_ROWS}; write a .csv instead",
                before + rows.len()
            ),
        });
    }
    for row in rows {
        for (column, cell) in row.cells() {
            let length = cell.encode_utf16().count();
            if length > MOST_CHARACTERS {
                let place = match Key::of_row(row) {
                    key if key.document.is_empty() => format!("{name}: {}", key.id),
                    key => key.name(),
                };
                return Err(Error::Sheet {
                    message: format!(
                        "{place}: its {} has {length} characters, but a cell of a workbook holds {MOST_CHARACTERS}; \
                         write a .csv instead",
                        column.name()
                    ),
                });
            }
        }
    }
    Ok(())
}

fn workbook(
    rows: &[Row],
    info: &DocumentInfo,
    articles: &[(String, String)],
) -> std::result::Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(&info.name)
        .set_creation_datetime(&creation(info.date.as_ref())?);
    workbook.set_properties(&properties);
    page::write(workbook.add_worksheet().set_name(REVIEW)?, rows)?;
    guide(
        workbook.add_worksheet().set_name(GUIDE)?,
        rows,
        info,
        articles,
    )?;
    as_written(workbook.add_worksheet().set_name(AS_WRITTEN)?, rows, info)?;
    Ok(workbook)
}

/// A workbook must say when it was made: without a date, the beginning of 2000, so that nothing depends on a clock.
fn creation(date: Option<&Date>) -> std::result::Result<ExcelDateTime, XlsxError> {
    let (year, month, day, hour, minute, second) = date.map_or((2000, 1, 1, 0, 0, 0), Date::civil);
    ExcelDateTime::from_ymd(year, month, day)?.and_hms(hour, minute, second)
}

/// A cell of text, whatever it looks like to a program.
fn text() -> Format {
    Format::new()
        .set_num_format("@")
        .set_align(FormatAlign::Top)
}

/// The height of a row that shows its texts whole in columns of a width, in points. Not every program finds it for itself.
fn height<'a>(texts: impl IntoIterator<Item = &'a str>, width: u16) -> f64 {
    // Words do not fill a line to its end.
    let used = usize::from(width) * 9 / 10;
    let lines = texts.into_iter().map(|text| {
        text.lines()
            .map(|line| textwrap::core::display_width(line).div_ceil(used).max(1))
            .sum::<usize>()
    });
    let lines = lines.max().unwrap_or_default().max(1);
    (lines as f64 * LINE_HEIGHT).min(TALLEST_ROW)
}

fn guide(
    sheet: &mut Worksheet,
    rows: &[Row],
    info: &DocumentInfo,
    articles: &[(String, String)],
) -> std::result::Result<(), XlsxError> {
    let wrapped = text().set_text_wrap();
    let bold = text().set_text_wrap().set_bold();
    sheet
        .set_column_width(0, GUIDE_WIDTH)?
        .set_column_width(1, GUIDE_WIDTH)?;
    let mut line = 0;
    for entry in data::entries(data::REVIEW_GUIDE) {
        let format = if line == 0 { &bold } else { &wrapped };
        for (column, cell) in entry.split('\t').enumerate() {
            sheet.write_string_with_format(line, column as u16, cell, format)?;
        }
        sheet.set_row_height(line, height(entry.split('\t'), GUIDE_WIDTH))?;
        line += 1;
    }
    line += 1;
    for (name, value) in facts(rows, info).iter().chain(articles) {
        sheet.write_string_with_format(line, 0, name, &bold)?;
        sheet.write_string_with_format(line, 1, value, &wrapped)?;
        sheet.set_row_height(line, height([&**name, value], GUIDE_WIDTH))?;
        line += 1;
    }
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    Ok(())
}

/// What the guide says of the sheet: names and values.
fn facts(rows: &[Row], info: &DocumentInfo) -> [(String, String); 8] {
    let below = |limit: f64| {
        let confidences = rows
            .iter()
            .filter_map(|row| row[Column::Confidence].parse::<f64>().ok());
        let count = confidences.filter(|&found| found < limit).count();
        let name = format!("confidence below {limit} 신뢰도 {limit} 미만");
        (name, count.to_string())
    };
    let accepted = match info.accept_above {
        Some(least) => format!("from a confidence of {least}"),
        None => "none".into(),
    };
    let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    [
        fact("document 문서", &info.name),
        fact("source language 원문 언어", info.languages.source_tag()),
        fact("target language 번역문 언어", info.languages.target_tag()),
        fact("rows 행", &rows.len().to_string()),
        below(UNLIKELY),
        below(DOUBTFUL),
        fact("accepted beforehand 미리 승인된 행", &accepted),
        fact(
            "written by 작성 프로그램",
            concat!("naranhi ", env!("CARGO_PKG_VERSION")),
        ),
    ]
}

/// The columns of the hidden page: those that applying a sheet compares with.
pub(super) const KEPT: [Column; 9] = [
    Column::Id,
    Column::Document,
    Column::Type,
    Column::Confidence,
    Column::Decision,
    Column::Source,
    Column::Target,
    Column::Comment,
    Column::Flags,
];

/// The hidden page. The tags of the languages stand behind the names of their columns.
fn as_written(
    sheet: &mut Worksheet,
    rows: &[Row],
    info: &DocumentInfo,
) -> std::result::Result<(), XlsxError> {
    let format = text();
    for (at, column) in KEPT.into_iter().enumerate() {
        let name = match column {
            Column::Source => format!("{} {}", column.name(), info.languages.source_tag()),
            Column::Target => format!("{} {}", column.name(), info.languages.target_tag()),
            _ => column.name().to_owned(),
        };
        sheet.write_string_with_format(0, at as u16, name, &format)?;
        for (index, row) in rows.iter().enumerate() {
            sheet.write_string_with_format(
                index as u32 + 1,
                at as u16,
                row[column].as_str(),
                &format,
            )?;
        }
    }
    sheet.set_hidden(true);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_names_the_confidences_that_rows_are_coloured_by() {
        for limit in [UNLIKELY, DOUBTFUL] {
            let named = data::REVIEW_GUIDE.matches(&limit.to_string()).count();
            assert_eq!(named, 2, "{limit}, once in each language");
        }
    }
}

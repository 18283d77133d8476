//! The page of the workbook that is reviewed.

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, Format, FormatAlign,
    FormatBorder, Formula, Worksheet, XlsxError,
};

use super::{height, text};
use crate::document::{DOUBTFUL, UNLIKELY};
use crate::review::decision::Decision;
use crate::review::row::{Column, Row, SIDES};

/// Columns of text, in characters.
const TEXT_WIDTH: u16 = 60;

/// Colours, the same as in the guide: unlikely rows, doubtful ones, and what a reviewer took out.
const RED: Color = Color::RGB(0xF8_D7_DA);
const YELLOW: Color = Color::RGB(0xFF_F3_CD);
const GREY: Color = Color::RGB(0x80_80_80);
const FLAG: Color = Color::RGB(0xB0_20_30);
const HEAD: Color = Color::RGB(0xDD_E6_F0);

/// The last column of the page.
const LAST_COLUMN: u16 = Column::ALL.len() as u16 - 1;

/// Writes the page: a head, the rows, what can be chosen for a decision, and the colours of rows.
pub(super) fn write(sheet: &mut Worksheet, rows: &[Row]) -> Result<(), XlsxError> {
    let formats = Formats::new();
    write_head(sheet, &formats)?;
    for (line, row) in (1..).zip(rows) {
        write_row(sheet, line, row, &formats)?;
    }
    let last_row = rows.len().max(1) as u32;
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last_row, LAST_COLUMN)?;
    offer_decisions(sheet, last_row)?;
    colour_rows(sheet, last_row)?;
    sheet
        .set_landscape()
        .set_paper_size(9) // A4
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(0, 0)?;
    Ok(())
}

/// What cells look like.
struct Formats {
    plain: Format,
    wrapped: Format,
    flag: Format,
    confidence: Format,
}

impl Formats {
    fn new() -> Formats {
        Formats {
            plain: text(),
            wrapped: text().set_text_wrap(),
            flag: text().set_text_wrap().set_font_color(FLAG),
            confidence: Format::new()
                .set_num_format("0.0000")
                .set_align(FormatAlign::Top),
        }
    }
}

/// Writes the names of the columns, and says what their cells look like.
fn write_head(sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
    let head = text()
        .set_bold()
        .set_background_color(HEAD)
        .set_border_bottom(FormatBorder::Thin);
    for column in Column::ALL {
        let at = column as u16;
        sheet.write_string_with_format(0, at, column.name(), &head)?;
        let (width, format) = match column {
            Column::Id | Column::Decision | Column::Confidence | Column::Type => {
                (11, &formats.plain)
            }
            Column::Source | Column::Target => (TEXT_WIDTH, &formats.wrapped),
            Column::Comment | Column::Flags => (26, &formats.wrapped),
            Column::Document | Column::SourceHash | Column::TargetHash => (20, &formats.plain),
        };
        sheet.set_column_width(at, width)?;
        // Also the cells that are empty now, so that what is typed into them stays text.
        sheet.set_column_format(at, format)?;
        if matches!(column, Column::SourceHash | Column::TargetHash) {
            sheet.set_column_hidden(at)?;
        }
    }
    Ok(())
}

/// Writes a row, as high as its texts need.
fn write_row(
    sheet: &mut Worksheet,
    line: u32,
    row: &Row,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let texts = SIDES.map(|column| row[column].as_str());
    sheet.set_row_height(line, height(texts, TEXT_WIDTH))?;
    for (column, cell) in row.cells() {
        let at = column as u16;
        if let (Column::Confidence, Ok(confidence)) = (column, cell.parse::<f64>()) {
            sheet.write_number_with_format(line, at, confidence, &formats.confidence)?;
            continue;
        }
        let format = match column {
            Column::Source | Column::Target | Column::Comment => &formats.wrapped,
            Column::Flags => &formats.flag,
            _ => &formats.plain,
        };
        sheet.write_string_with_format(line, at, cell, format)?;
    }
    Ok(())
}

/// Lets reviewers choose a decision, and warns of what is none.
fn offer_decisions(sheet: &mut Worksheet, last_row: u32) -> Result<(), XlsxError> {
    let choice = DataValidation::new()
        .allow_list_strings(&Decision::ALL.map(Decision::name))?
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("decision")?
        .set_error_message("accept, reject, edit, unsure, or nothing")?;
    let decision = Column::Decision as u16;
    sheet.add_data_validation(1, decision, last_row, decision, &choice)?;
    Ok(())
}

/// Colours the rows that are in doubt; a row loses its colour when it is decided.
fn colour_rows(sheet: &mut Worksheet, last_row: u32) -> Result<(), XlsxError> {
    // Columns B and C are the decision and the confidence.
    for (rule, format) in [
        (
            "=LOWER($B2)=\"reject\"".to_owned(),
            Format::new().set_font_strikethrough().set_font_color(GREY),
        ),
        (
            format!("=AND($B2=\"\",$C2<>\"\",$C2<{UNLIKELY})"),
            Format::new().set_background_color(RED),
        ),
        (
            format!("=AND($B2=\"\",$C2<>\"\",$C2>={UNLIKELY},$C2<{DOUBTFUL})"),
            Format::new().set_background_color(YELLOW),
        ),
    ] {
        let rule = ConditionalFormatFormula::new()
            .set_rule(Formula::new(&rule))
            .set_format(format);
        sheet.add_conditional_format(1, 0, last_row, LAST_COLUMN, &rule)?;
    }
    Ok(())
}

//! The elements that the formats have for paragraphs, text and what is no text.

/// What the elements of a format mean.
pub(super) struct Vocabulary {
    /// The file of the zip that has the text, or its first section.
    pub(super) text: &'static str,
    /// What stands before and behind the number in the names of further sections, which count from 1.
    pub(super) sections: Option<[&'static str; 2]>,
    /// The files that have notes.
    pub(super) notes: &'static [&'static str],
    /// The one that has the title, the author and dates.
    pub(super) properties: &'static str,
    /// Paragraphs and headings.
    pub(super) paragraphs: &'static [&'static str],
    /// Paragraphs that are titles.
    pub(super) titles: &'static [&'static str],
    /// The element that names a paragraph's style.
    pub(super) style: &'static str,
    /// The file of the zip that has the styles.
    pub(super) styles: &'static str,
    /// Names of styles of titles, in lower case.
    pub(super) title_styles: &'static [&'static str],
    /// The elements that alone hold text; none where all text in paragraphs is.
    pub(super) runs: &'static [&'static str],
    /// Line breaks.
    pub(super) breaks: &'static [&'static str],
    /// Tabs and spaces.
    pub(super) spaces: &'static [&'static str],
    /// What is not part of the text as it stands: deletions, comments, numbers of notes, and what repeats other text.
    pub(super) skipped: &'static [&'static str],
    /// The marks where a deletion begins and ends, in formats that do not put it into an element.
    pub(super) deletion: Option<[&'static str; 2]>,
    /// When it was made.
    pub(super) created: &'static str,
    /// When it was changed last.
    pub(super) changed: &'static str,
}

pub(super) const DOCX: Vocabulary = Vocabulary {
    text: "word/document.xml",
    sections: None,
    notes: &["word/footnotes.xml", "word/endnotes.xml"],
    properties: "docProps/core.xml",
    paragraphs: &["w:p"],
    titles: &[],
    style: "w:pStyle",
    styles: "word/styles.xml",
    title_styles: &["title", "heading 1", "제목", "제목 1"],
    runs: &["w:t"],
    breaks: &["w:br", "w:cr"],
    spaces: &["w:tab"],
    // The fallback repeats what the choice before it has.
    skipped: &["w:del", "w:moveFrom", "mc:Fallback"],
    deletion: None,
    created: "dcterms:created",
    changed: "dcterms:modified",
};

pub(super) const ODT: Vocabulary = Vocabulary {
    text: "content.xml",
    sections: None,
    notes: &[],
    properties: "meta.xml",
    paragraphs: &["text:p", "text:h"],
    titles: &["text:h"],
    style: "",
    styles: "",
    title_styles: &[],
    runs: &[],
    breaks: &["text:line-break"],
    spaces: &["text:s", "text:tab"],
    skipped: &[
        "text:tracked-changes",
        "office:annotation",
        "text:note-citation",
        "text:ruby-text",
    ],
    deletion: None,
    created: "meta:creation-date",
    changed: "dc:date",
};

pub(super) const HWPX: Vocabulary = Vocabulary {
    text: "Contents/section0.xml",
    sections: Some(["Contents/section", ".xml"]),
    notes: &[],
    properties: "",
    paragraphs: &["hp:p"],
    titles: &[],
    style: "",
    styles: "",
    title_styles: &[],
    runs: &["hp:t"],
    breaks: &["hp:lineBreak"],
    spaces: &["hp:tab", "hp:nbSpace", "hp:fwSpace"],
    // A field holds its settings, and a memo its text; what the field shows stands behind it.
    skipped: &[
        "hp:header",
        "hp:footer",
        "hp:memogroup",
        "hp:fieldBegin",
        "hp:hiddenComment",
    ],
    deletion: Some(["hp:deleteBegin", "hp:deleteEnd"]),
    created: "",
    changed: "",
};

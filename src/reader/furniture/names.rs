//! The names of what leaves lines out, as users see them.

// Names of rules, which are those of `data/furniture.txt`; a test holds them together.

/// The name of the rules for when the article was published and changed.
pub(super) const DATES: &str = "dateline";
/// The name of the rules for who wrote it.
pub(super) const AUTHORS: &str = "byline";
/// What lines left out say of the article.
pub(super) const FACTS: [&str; 2] = [DATES, AUTHORS];
/// The name of the rules for menus, and of what leaves out the menu above the headline.
pub(super) const NAVIGATION: &str = "navigation";
/// The name of the rules for links to other articles.
pub(super) const RELATED: &str = "related";
/// The name of the rules for photographs.
pub(in crate::reader) const PHOTO: &str = "photo";
/// The name of the rules for what broadcasters say of their reports.
pub(in crate::reader) const BROADCAST: &str = "broadcast";
/// Furniture that stands above headlines.
pub(super) const ABOVE_HEADLINES: [&str; 3] = [DATES, AUTHORS, NAVIGATION];
/// Furniture that stands between paragraphs too: an article may go on below it.
pub(super) const WITHIN_ARTICLES: [&str; 3] = [PHOTO, "advertisement", BROADCAST];
/// Furniture that stands where articles end; a byline with an address does as well.
pub(super) const ENDS: [&str; 2] = ["copyright", "tags"];

// What no rule of the lists leaves out.

/// The name of what leaves out a line that follows the end of the article.
pub(super) const AFTER_THE_END: &str = "after the end";
/// The name of what leaves out a line of asterisks and the like.
pub(super) const SEPARATOR: &str = "separator";
/// The name of what leaves out a word or two between headline and text.
pub(super) const ABOVE_THE_TEXT: &str = "above the text";
/// The name of what leaves out a line that stands elsewhere on the page than its main text.
pub(super) const ELSEWHERE: &str = "outside the article";
/// The name of what leaves out a line far from the running text.
pub(super) const OUTSIDE_THE_TEXT: &str = "outside the text";
/// The name of what leaves out a headline that stands twice.
pub(super) const HEADLINE_AGAIN: &str = "headline again";
/// The name of what leaves out a line that repeats a part of another.
pub(super) const PULL_QUOTE: &str = "pull quote";

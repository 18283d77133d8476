//! The passes that leave out lines for what they hold, or for what else is on their page. [`run_passes`](super::run_passes)
//! has their order.

mod around_text;
mod author;
mod by_rules;
mod captions;
mod other_articles;
mod pull_quotes;

pub(super) use around_text::{
    leave_out_after_the_end, leave_out_beside_furniture, leave_out_words_above_text,
};
pub(super) use author::leave_out_notes_on_author;
pub(super) use by_rules::leave_out_by_rules;
pub(super) use captions::{
    leave_out_captions_above_credits, leave_out_captions_of_copy, leave_out_doubled_captions,
};
pub(super) use other_articles::leave_out_other_articles;
pub(super) use pull_quotes::leave_out_pull_quotes;

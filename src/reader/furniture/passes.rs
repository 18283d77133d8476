//! The passes that leave out lines, one after the other, for what stands in them or beside them.

mod by_rules;
mod captions;
mod other_articles;
mod pull_quotes;

pub(super) use by_rules::by_themselves;
pub(super) use captions::{captions_above_credits, captions_of_copies, captions_twice};
pub(super) use other_articles::leave_out_others;
pub(super) use pull_quotes::pull_quotes;

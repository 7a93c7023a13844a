//! The languages, one or two to a file.

pub(crate) mod anatolian;
pub(crate) mod chinese;
pub(crate) mod english;
pub(crate) mod french;
pub(crate) mod german;
pub(crate) mod indic;
pub(crate) mod japanese;
pub(crate) mod korean;
pub(crate) mod semitic;
pub(crate) mod slavic;
pub(crate) mod spanish;
pub(crate) mod vietnamese;

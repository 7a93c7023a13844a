//! From the store's rows to what the windows see.

use crate::api::{Alike, CurrencySum, KindCount, Link, StageTotal, StageVisit, TimelineEntry, TitleOf};

impl From<workestra_store::TitleOf> for TitleOf {
    fn from(title: workestra_store::TitleOf) -> Self {
        Self {
            id: title.id,
            reference: title.reference,
            title: title.title,
        }
    }
}

impl From<workestra_store::TimelineEntry> for TimelineEntry {
    fn from(entry: workestra_store::TimelineEntry) -> Self {
        Self {
            id: entry.id.to_string(),
            entry: entry.entry,
            text: entry.text,
            scorecard: entry.scorecard,
            actor: entry.actor,
            at: entry.at,
            also_on: entry.also_on.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<workestra_store::Link> for Link {
    fn from(link: workestra_store::Link) -> Self {
        Self {
            id: link.id.map(|id| id.to_string()),
            kind: link.to.reference.kind,
            to: link.to.into(),
            role: link.role,
        }
    }
}

impl From<workestra_store::StageVisit> for StageVisit {
    fn from(visit: workestra_store::StageVisit) -> Self {
        Self {
            stage: visit.stage,
            entered_at: visit.entered_at,
            actor: visit.actor,
        }
    }
}

impl From<workestra_store::KindCount> for KindCount {
    fn from(count: workestra_store::KindCount) -> Self {
        Self {
            kind: count.kind,
            count: count.count,
            overdue: count.overdue,
        }
    }
}

impl From<workestra_store::StageTotal> for StageTotal {
    fn from(total: workestra_store::StageTotal) -> Self {
        Self {
            stage: total.stage,
            count: total.count,
            sums: total.sums.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<workestra_store::CurrencySum> for CurrencySum {
    fn from(sum: workestra_store::CurrencySum) -> Self {
        Self {
            currency: sum.currency,
            minor: sum.minor,
            weighted_minor: sum.weighted_minor,
        }
    }
}

impl From<workestra_store::Alike> for Alike {
    fn from(alike: workestra_store::Alike) -> Self {
        match alike {
            workestra_store::Alike::Email => Self::Email,
            workestra_store::Alike::Phone => Self::Phone,
            workestra_store::Alike::Name => Self::Name,
            workestra_store::Alike::Title => Self::Title,
        }
    }
}

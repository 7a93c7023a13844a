use super::*;

fn asked(condition: Condition) -> [QueryFilter; 1] {
    [QueryFilter {
        negated: false,
        condition,
        span: (0, 0),
    }]
}

#[test]
fn what_time_alone_makes_overdue_is_asked_for_again_and_nothing_else_is() {
    let overdue = asked(Condition::Has { what: Has::Overdue });
    let notes = asked(Condition::Has { what: Has::Notes });
    let (now, soon, later) = (UtcMillis(60_000), UtcMillis(60_900), UtcMillis(120_000));
    assert_eq!(
        question(&overdue, now),
        question(&overdue, soon),
        "not for every key that is typed"
    );
    assert_ne!(question(&overdue, now), question(&overdue, later));
    assert_eq!(question(&notes, now), question(&notes, later));
}

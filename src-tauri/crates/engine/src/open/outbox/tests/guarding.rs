//! Who may send, what cannot be smuggled in, and where the password is not.

use std::io;

use parking_lot::Mutex;
use tracing_subscriber::fmt::MakeWriter;
use workestra_core::{Member, MemberId, Role};

use super::*;
use crate::api::{ErrorCode, Nothing};
use crate::commands::command_list;

#[tokio::test]
async fn line_breaks_in_subject_names_and_addresses_are_refused_before_anything_is_queued() {
    let desk = Desk::new().await;
    let server = desk.server(Security::Tls, |rules| rules).await;
    desk.through(&server, Security::Tls).await;
    let anna = desk.anna().await;
    let changes: [fn(&mut EmailWrite, &str); 4] = [
        |write, text| write.subject.push_str(text),
        |write, text| write.to[0].name = Some(format!("Anna{text}")),
        |write, text| write.to[0].address = format!("anna{text}@example.org"),
        |write, text| write.cc = vec![to(&format!("kim@example.net{text}x"))],
    ];
    for smuggled in ["\r\nBcc: evil@example.com", "\nBcc: evil@example.com", "\r", "\0"] {
        for change in changes {
            let mut write = email(&anna, "Hello");
            change(&mut write, smuggled);
            let error = desk.write(write).await.unwrap_err();
            assert_eq!(error.code, ErrorCode::InvalidArguments, "{error}");
        }
    }
    let mut nobody = email(&anna, "Hello");
    nobody.to.clear();
    assert!(desk.write(nobody).await.is_err());
    assert_eq!(desk.list(None).await, []);
    let mut server_of = account(server.port, Security::Tls);
    server_of.from_name = "Dana\r\nBcc: evil@example.com".to_owned();
    let set = MailSetupSet {
        server: server_of,
        password: None,
        delay_seconds: 0,
        signature: String::new(),
    };
    let error = desk
        .open
        .mail_setup_set(&desk.grant(Verb::Configure), set)
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidArguments);
    assert_eq!(server.seen().connections, 0);
}

#[tokio::test]
async fn the_password_goes_to_no_other_server_or_user_than_it_was_given_for() {
    let desk = Desk::new().await;
    desk.set_up(465, Security::Tls, LOGIN.1, 5).await;
    let configure = desk.grant(Verb::Configure);
    let set = async |change: fn(&mut SmtpServer)| {
        let mut server = account(465, Security::Tls);
        change(&mut server);
        let set = MailSetupSet {
            server,
            password: None,
            delay_seconds: 7,
            signature: String::new(),
        };
        desk.open.mail_setup_set(&configure, set).await
    };
    assert!(set(|server| server.host = "evil.example.com".to_owned()).await.is_err());
    assert!(set(|server| server.user = "eve@example.com".to_owned()).await.is_err());
    let setup = desk.open.mail_setup_get(&configure, Nothing {}).await.unwrap();
    assert_eq!(
        (setup.delay_seconds, setup.server.unwrap().host.as_str()),
        (5, "localhost")
    );
    let kept = set(|server| server.port = 2_465).await.unwrap();
    assert_eq!((kept.delay_seconds, kept.has_password), (7, true));
    let mut late = MailSetupSet {
        server: account(465, Security::Tls),
        password: None,
        delay_seconds: 121,
        signature: String::new(),
    };
    assert!(desk.open.mail_setup_set(&configure, late.clone()).await.is_err());
    (late.delay_seconds, late.password) = (0, Some(String::new()));
    assert!(desk.open.mail_setup_set(&configure, late).await.is_err());
}

#[test]
fn all_that_sends_or_changes_how_takes_leave_that_a_viewer_never_has() {
    macro_rules! verbs {
        (application { $($a:ident($a_in:ty) -> $a_out:ty, [$($a_w:ident),*];)* }
         workspace { $($w:ident($w_in:ty) -> $w_out:ty, $verb:ident, [$($w_w:ident),*];)* }) => {
            vec![$((stringify!($w), Verb::$verb, stringify!($($w_w)*))),*]
        };
    }
    let lines: Vec<(&str, Verb, &str)> = command_list!(verbs);
    let mail = lines.into_iter().filter(|(name, ..)| {
        ["mail_", "email_", "template_"]
            .iter()
            .any(|prefix| name.starts_with(prefix))
    });
    let reads = [
        "mail_setup_get",
        "email_list",
        "template_list",
        "template_fill",
        "template_preview",
    ];
    let mut count = 0;
    for (name, verb, windows) in mail {
        count += 1;
        assert_eq!(windows, "Main", "{name}");
        assert_eq!(Policy::allows(Role::Viewer, verb), reads.contains(&name), "{name}");
        if name.starts_with("mail_") && !reads.contains(&name) {
            assert!(!Policy::allows(Role::Manager, verb), "{name} is for administrators");
        }
    }
    assert_eq!(count, 14);
}

#[tokio::test]
async fn nothing_leaves_in_the_name_of_somebody_who_may_only_read_by_now() {
    let mut desk = Desk::new().await;
    let server = desk.server(Security::Tls, |rules| rules).await;
    desk.set_up(server.port, Security::Tls, LOGIN.1, LONG).await;
    let anna = desk.anna().await;
    let written = desk.write(email(&anna, "Hello")).await.unwrap();
    let configure = desk.grant(Verb::Configure);
    let other = Member {
        id: MemberId::generate(),
        name: "Kim".to_owned(),
        role: Role::Administrator,
        ..desk.open.me()
    };
    let me = Member {
        role: Role::Viewer,
        ..desk.open.me()
    };
    let before = desk.grant(Verb::Write);
    for op in [Op::MemberAdd { member: other }, Op::MemberUpdate { member: me }] {
        desk.open.store().write(&configure, vec![op]).await.unwrap();
    }
    desk.open
        .email_send_now(&before, EmailName { id: written.id })
        .await
        .unwrap();
    let problem = desk.put_off(&written).await.problem.unwrap();
    assert!(problem.contains("viewer"), "{problem}");
    assert_eq!(server.seen().connections, 0);
    desk.reopen().await;
    assert_eq!(desk.get(&written).await.state, EmailState::Waiting);
}

/// Keeps everything that is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_is_in_no_file_and_in_no_log_at_its_most_talkative() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .finish();
    // Conversations run on threads of their own: the subscriber has to be the one of the whole process.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    tracing::trace!("the log is listening");
    let desk = Desk::new().await;
    let server = desk.server(Security::StartTls, |rules| rules).await;
    desk.through(&server, Security::StartTls).await;
    let anna = desk.anna().await;
    let written = desk.write(email(&anna, "Hello")).await.unwrap();
    desk.sent(&written).await;
    let clear = |bytes: &[u8]| {
        // As it is, and as it crosses the wire.
        ["correct horse", "Y29ycmVjdCBob3JzZQ", "AGRhbmFAZXhhbXBsZS5jb20A"]
            .iter()
            .all(|secret| !bytes.windows(secret.len()).any(|window| window == secret.as_bytes()))
    };
    for closed in [false, true] {
        if closed {
            desk.open.close().await;
        }
        let mut folders = vec![desk.path().to_owned()];
        let mut files = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files += 1;
                    assert!(clear(&std::fs::read(&path).unwrap_or_default()), "{}", path.display());
                }
            }
        }
        assert!(files > 2, "closed: {closed}");
    }
    let logged = log.0.lock().clone();
    assert!(String::from_utf8_lossy(&logged).contains("the log is listening"));
    assert!(clear(&logged), "{}", String::from_utf8_lossy(&logged));
}

#[tokio::test]
async fn who_asked_not_to_be_contacted_is_written_to_only_when_it_is_meant() {
    let desk = Desk::new().await;
    let server = desk.server(Security::Tls, |rules| rules).await;
    desk.set_up(server.port, Security::Tls, LOGIN.1, 60).await;
    let anna = desk.anna().await;
    let patch = [
        (
            "emails".to_owned(),
            Some(Value::List(vec!["anna@example.org".to_owned()])),
        ),
        ("do_not_contact".to_owned(), Some(Value::Bool(true))),
    ];
    let op = Op::Update {
        id: anna.id,
        revision: None,
        patch: patch.into(),
    };
    desk.open
        .store()
        .write(&desk.grant(Verb::Write), vec![op])
        .await
        .unwrap();
    let refused = desk.write(email(&anna, "Hello")).await.unwrap_err();
    assert!(
        refused.message.contains("Anna Berg asked not to be contacted"),
        "{refused}"
    );
    let grant = desk.grant(Verb::Write);
    let drafted = desk.open.email_draft_open(&grant, email(&anna, "Hello")).await;
    assert!(drafted.is_err(), "nor is it handed to the mail program");
    assert!(desk.list(None).await.is_empty());
    let meant = EmailWrite {
        acknowledged: true,
        ..email(&anna, "Hello")
    };
    desk.write(meant).await.unwrap();
    assert_eq!(desk.list(None).await.len(), 1);
}

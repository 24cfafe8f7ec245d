import Testing

@testable import QueryCore

struct MessageMaskTests {
  @Test(arguments: [
    ("Account act_1029384756 is not available", "Account <id> is not available"),
    ("Account 123-456-7890 is not available.", "Account <id> is not available."),
    ("took 30s of 1,204.5 rows", "took <duration> of <n> rows"),
    ("offset -5 and +7", "offset <n> and <n>"),
    ("on 2026-10-03 at 12:41", "on <date> at <time>"),
    ("at 2026-10-03T12:41:07.123+02:00, later", "at <date>, later"),
    ("from 03.10.2026", "from <date>"),
    ("see https://api.example.com/v2/x?id=7.", "see <url>."),
    ("(https://a.example/b)", "(<url>)"),
    ("mail jane.doe+x@example.com now", "mail <email> now"),
    ("id 248df4b7-aa70-47b8-a036-33ac447e668d gone", "id <id> gone"),
    ("hash 0xDEADBEEF", "hash <id>"),
    ("host 10.0.0.12:443 refused", "host <id> refused"),
    ("unknown field 'ctr_7d'", "unknown field <text>"),
    ("unknown field \"a b\", sorry", "unknown field <text>, sorry"),
    ("unknown “field” `x`", "unknown <text>"),
    ("the user's account can't be read", "the user's account can't be read"),
    ("GA4 and S3 need v2", "GA4 and S3 need v2"),
    ("accounts act_1, act_2, act_3 failed", "accounts <id> failed"),
    ("QUERY_ACCOUNT_UNAVAILABLE", "QUERY_ACCOUNT_UNAVAILABLE"),
    ("  two   blanks\n\tand a tab ", "two blanks and a tab"),
    ("帐户123失败", "帐户<n>失败"),
    ("HTTP 503 after 1204 ms", "HTTP 503 after <n> ms"),
    ("HTTP/1.1 502 from 10.0.0.1", "HTTP/1.1 502 from <id>"),
    ("status code: 404, row 17", "status code: 404, row <n>"),
    ("failed with error (#190) for 12345", "failed with error (#190) for <n>"),
    ("error 123456789", "error <n>"),
    ("API version v21.0 ends on 2026-10-03", "API version v21.0 ends on <date>"),
    ("version 17 is no more", "version 17 is no more"),
    ("limit of 10,000 rows, asked for 12000", "limit of 10,000 rows, asked for <n>"),
    ("more than 100 accounts: 117", "more than 100 accounts: <n>"),
    ("at most 30s, took 31s", "at most 30s, took <duration>"),
    ("the limit. 17 rows", "the limit. <n> rows"),
    ("the code of account act_17", "the code of account <id>"),
    ("again in 174ms or 1m12.5s", "again in <duration> or <duration>"),
    ("held 64kB of 25.8GB", "held <size> of <size>"),
    ("30M rows", "<n>M rows"),
    ("connect [2001:db8::17]:3306", "connect <id>"),
    ("expired Monday, 02-Nov-26 17:00:00 PST, retry", "expired <date> <time>, retry"),
    ("table `main`.`sales`.`x` is gone", "table <text> is gone"),
    ("id kPzQwErTyUiOpAsDfGhJkLzXcVbNmQwE", "id <id>"),
    ("ScanFilterAndProjectOperator", "ScanFilterAndProjectOperator"),
    ("Konto „Größe“ und «Été» und 「東京」", "Konto <text> und <text> und <text>"),
    ("‘it’s’ is odd, it’s", "<text> is odd, it’s"),
    ("column o.net_amount does not exist", "column <name> does not exist"),
    ("Please remove sessionsPerUser to go on", "Please remove <name> to go on"),
    ("error rate_limit_exceeded was returned", "error rate_limit_exceeded was returned"),
    ("Request failed: invalid_grant", "Request failed: invalid_grant"),
    ("a NullPointerException was thrown", "a NullPointerException was thrown"),
    ("call com.acme.etl.map_rows gave up", "call com.acme.etl.map_rows gave up"),
    ("", ""),
  ])
  func `what varies is masked and what does not is kept`(message: String, masked: String) {
    #expect(MessageMask.mask(message) == masked)
  }

  @Test(arguments: [
    "\"", "'", "`", "“", "„a", "‘‘‘", "\u{3}「", "''''''''", "-", "+-+-+-", "://", "a://", "@",
    "@@@@1", "....", "1..2",
    ",,,,1,,,,", "1/2/3/4/5/6", "\u{0}\u{1B}[31m", "\u{FFFD}", "é'é'é", "____", "1_", "9-9-9-9-9",
  ])
  func `odd input is read to its end`(message: String) {
    #expect(MessageMask.mask(message).utf8.count <= 4 * message.utf8.count + 8)
  }

  @Test(arguments: [4094, 4095, 4096])
  func `a message is cut between two characters`(padding: Int) {
    let message = String(repeating: "x ", count: padding / 2) + "x€€€"
    #expect(!MessageMask.mask(message).contains("\u{FFFD}"))
  }

  @Test(arguments: ["'a ", "\"", "“a ", "„“a", "「", "1,", "a@", "<id> ", "://"])
  func `an endless message costs no more than its first bytes`(unit: String) {
    let message = String(repeating: unit, count: 100_000)
    #expect(MessageMask.mask(message).utf8.count <= 4 * MessageMask.longest)
  }

  @Test(arguments: [
    ("1 row was rejected", "3,004 rows were rejected"),
    ("waits for act_17", "waits for 17"),
    ("field o.net_amount is unknown", "field sku2 is unknown"),
    ("1 job has failed", "2 jobs have failed"),
  ])
  func `of one kind are messages that differ in a count or a name`(one: String, other: String) {
    #expect(
      MessageMask.key(MessageMask.mask(one)) == MessageMask.key(MessageMask.mask(other)))
  }

  @Test func `masking twice changes nothing`() {
    let once = MessageMask.mask("Account act_17 of 'x' on 2026-10-03: 5 rows")
    #expect(MessageMask.mask(once) == once)
  }
}

// MARK: - Written

extension LabelledFailures {
  /// What servers, proxies, databases and runtimes say, from no page in particular.
  static let written: [Group] = [
    Group(
      "proxy 502", nil,
      [
        "HTTP 502 from upstream 10.0.3.4:8443 after 30.002s",
        "HTTP 502 from upstream 10.0.3.5:8443 after 30.001s",
        "HTTP 502 from upstream 10.0.9.17:8443 after 4s",
        "HTTP 502 from upstream 10.1.0.1:8443 after 0.31s",
      ]),
    Group(
      "proxy 503", nil,
      [
        "HTTP 503 from upstream 10.0.3.4:8443 after 30.002s",
        "HTTP 503 from upstream 10.0.3.9:8443 after 1.4s",
        "HTTP 503 from upstream 10.0.44.5:8443 after 12s",
      ]),
    Group(
      "throttled 429", nil,
      [
        "HTTP/1.1 429 Too Many Requests, retry after 60s",
        "HTTP/1.1 429 Too Many Requests, retry after 17s",
        "HTTP/1.1 429 Too Many Requests, retry after 3600s",
      ]),
    Group(
      "refused", nil,
      [
        "connect ECONNREFUSED 10.13.3.3:3306", "connect ECONNREFUSED 10.13.3.4:3306",
        "connect ECONNREFUSED 127.0.0.1:3306", "connect ECONNREFUSED [2001:db8::17]:3306",
      ]),
    Group(
      "reset", nil,
      ["read ECONNRESET", "read ECONNRESET", "read ECONNRESET"]),
    Group(
      "login failed", "1045",
      [
        "Access denied for user 'report'@'10.2.0.8' (using password: YES)",
        "Access denied for user 'report'@'10.2.0.77' (using password: YES)",
        "Access denied for user 'etl_2'@'10.9.1.3' (using password: YES)",
      ]),
    Group(
      "too many connections", "1040",
      ["Too many connections", "Too many connections", "Too many connections"]),
    Group(
      "deadlock", "40P01",
      [
        "deadlock detected: Process 28413 waits for ShareLock on transaction 90117731; blocked by process 28377.",
        "deadlock detected: Process 811 waits for ShareLock on transaction 90118002; blocked by process 9.",
        "deadlock detected: Process 30001 waits for ShareLock on transaction 7; blocked by process 29876.",
      ]),
    Group(
      "duplicate key", "23505",
      [
        "duplicate key value violates unique constraint \"orders_pkey\" Detail: Key (id)=(88123) already exists.",
        "duplicate key value violates unique constraint \"orders_pkey\" Detail: Key (id)=(4) already exists.",
        "duplicate key value violates unique constraint \"orders_pkey\" Detail: Key (id)=(1000077) already exists.",
      ]),
    Group(
      "disk full", nil,
      [
        "could not write block 1207 of temporary file: No space left on device",
        "could not write block 9 of temporary file: No space left on device",
        "could not write block 88121 of temporary file: No space left on device",
      ]),
    Group(
      "file missing", nil,
      [
        "open /data/in/2026-11-14/part-00017.parquet: no such file or directory",
        "open /data/in/2026-11-15/part-00002.parquet: no such file or directory",
        "open /data/in/2026-11-20/part-00117.parquet: no such file or directory",
      ]),
    Group(
      "object storage denied", "AccessDenied",
      [
        "Access Denied (Service: Amazon S3; Status Code: 403; Request ID: 7F3Q9Z0BT1X2Y3W4; S3 Extended Request ID: a1B2c3D4e5F6g7H8i9J0kLmNoPqRsTuV/wXyZ+12=)",
        "Access Denied (Service: Amazon S3; Status Code: 403; Request ID: 0A1B2C3D4E5F6G7H; S3 Extended Request ID: Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr1Qq0Pp/abc+34=)",
        "Access Denied (Service: Amazon S3; Status Code: 403; Request ID: QWERTY1234567890; S3 Extended Request ID: kLmNoPqRsTuV1122334455667788aa+bb/cc99=)",
      ]),
    Group(
      "slow down", "SlowDown",
      [
        "Please reduce your request rate. (Service: Amazon S3; Status Code: 503; Request ID: 7F3Q9Z0BT1X2Y3W4)",
        "Please reduce your request rate. (Service: Amazon S3; Status Code: 503; Request ID: 1M2N3B4V5C6X7Z8L)",
        "Please reduce your request rate. (Service: Amazon S3; Status Code: 503; Request ID: ABCDEF0123456789)",
      ]),
    Group(
      "row count mismatch", "ROWS_MISMATCH",
      [
        "expected 1,204 rows, got 1,203", "expected 88 rows, got 12",
        "expected 100000 rows, got 99,999",
        "expected 1 rows, got 0",
      ]),
    Group(
      "quota of the day", "QUOTA",
      [
        "The daily quota of 10,000 calls is used up; it is renewed at 2026-11-27T00:00:00Z.",
        "The daily quota of 10,000 calls is used up; it is renewed at 2026-11-28T00:00:00Z.",
        "The daily quota of 10,000 calls is used up; it is renewed at 2026-12-01T00:00:00Z.",
      ]),
    Group(
      "quota of the hour", "QUOTA",
      [
        "The hourly quota of 500 calls is used up; it is renewed at 2026-11-26T15:00:00Z.",
        "The hourly quota of 500 calls is used up; it is renewed at 2026-11-26T16:00:00Z.",
        "The hourly quota of 500 calls is used up; it is renewed at 2026-11-26T17:00:00Z.",
      ]),
    Group(
      "token of a person", "TOKEN_EXPIRED",
      [
        "The token of jane.doe@example.com expired on 2026-11-10.",
        "The token of ops+ads@example.org expired on 2026-11-09.",
        "The token of a@b.example expired on 2026-10-31.",
      ]),
    Group(
      "report not ready", nil,
      [
        "Report 4711 is still being built (37 % after 12m), try later",
        "Report 4712 is still being built (2 % after 3m), try later",
        "Report 990017 is still being built (99 % after 58m), try later",
      ]),
    Group(
      "currency", "CURRENCY",
      [
        "Rate of EUR on 2026-11-14 is missing", "Rate of EUR on 2026-11-15 is missing",
        "Rate of EUR on 2026-11-21 is missing",
      ]),
    Group(
      "schema changed", nil,
      [
        "column 7 of \"orders\" was BIGINT and is now TEXT",
        "column 12 of \"customers\" was BIGINT and is now TEXT",
        "column 1 of \"web events\" was BIGINT and is now TEXT",
      ]),
    Group(
      "German", "FEHLER",
      [
        "Konto 4711 ist gesperrt seit 14.11.2026", "Konto 990 ist gesperrt seit 01.09.2026",
        "Konto 12 ist gesperrt seit 30.10.2026",
      ]),
    Group(
      "Japanese", nil,
      ["アカウント123の権限がありません", "アカウント98765の権限がありません", "アカウント4の権限がありません"]),
    Group(
      "French", nil,
      [
        "Le compte « 778 » n’est pas autorisé (réf. 10293)",
        "Le compte « 12 » n’est pas autorisé (réf. 88)",
        "Le compte « 4501 » n’est pas autorisé (réf. 5)",
      ]),
    Group(
      "worker lost", "WORKER_LOST",
      [
        "worker-7f9c6b-x2k1q died with exit code 137",
        "worker-0a1b2c-p9z8y died with exit code 137",
        "worker-5d5e5f-aaaa1 died with exit code 137",
      ]),
    Group(
      "worker crashed", "WORKER_LOST",
      [
        "worker-7f9c6b-x2k1q died with exit code 139",
        "worker-99aa11-bb22c died with exit code 139",
        "worker-1c2d3e-q7w8e died with exit code 139",
      ]),
    Group(
      "stack", nil,
      [
        "java.lang.NullPointerException at com.example.Report.read(Report.java:117) [thread pool-3-thread-12]",
        "java.lang.NullPointerException at com.example.Report.read(Report.java:117) [thread pool-3-thread-4]",
        "java.lang.NullPointerException at com.example.Report.read(Report.java:117) [thread pool-1-thread-9]",
      ]),
    Group(
      "pointer", "PANIC",
      [
        "panic: runtime error: invalid memory address [signal SIGSEGV code=0x1 addr=0x18 pc=0x4a2f11]",
        "panic: runtime error: invalid memory address [signal SIGSEGV code=0x1 addr=0x0 pc=0x4a2f11]",
        "panic: runtime error: invalid memory address [signal SIGSEGV code=0x1 addr=0x7ffd3c pc=0x51bc02]",
      ]),
    Group(
      "geo", nil,
      [
        "no data for point 60.1699,24.9384", "no data for point -33.8688,151.2093",
        "no data for point 0.5,-12",
      ]),
    Group(
      "certificate", nil,
      [
        "certificate of ads1.example.net expired 2026-11-01T12:00:00Z",
        "certificate of ads22.example.net expired 2026-11-03T00:00:00Z",
        "certificate of ads7.example.net expired 2026-10-30T06:30:00Z",
      ]),
    Group(
      "paging", "PAGE",
      [
        "cursor MTY0NjQ3ODA5ODQzMg== is no longer valid",
        "cursor eyJpZCI6MTIzNDU2fQ== is no longer valid",
        "cursor QVFIUm9rZA== is no longer valid",
      ]),
    Group(
      "range order", "DATE_RANGE",
      [
        "start 2026-11-20 is after end 2026-11-14", "start 2026-12-01 is after end 2026-11-30",
        "start 2027-01-01 is after end 2026-01-01",
      ]),
    Group("nothing said", "EMPTY", ["", "", ""]),
  ]
}

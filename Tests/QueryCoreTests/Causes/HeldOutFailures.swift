// MARK: - Held out

/// Messages the grouping was never shaped by: written and labelled after it was done, before it was run over them.
///
/// The forms are those of public services and databases; most pairs of groups differ by little, most members by much.
extension LabelledFailures {
  static let heldOut: [Group] = advertising + storage + runtimes + neighbours

  private static let advertising: [Group] = [
    Group(
      "token expired", "OAuthException",
      [
        "Error validating access token: Session has expired on Tuesday, 24-Nov-26 03:00:00 PST. The current time is Thursday, 26-Nov-26 07:12:44 PST.",
        "Error validating access token: Session has expired on Sunday, 01-Nov-26 11:00:00 PST. The current time is Thursday, 26-Nov-26 07:12:51 PST.",
        "Error validating access token: Session has expired on Monday, 23-Nov-26 22:30:10 PST. The current time is Friday, 27-Nov-26 00:00:02 PST.",
      ]),
    Group(
      "password changed", "OAuthException",
      [
        "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.",
        "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.",
        "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.",
      ]),
    Group(
      "no permission to an account", "200",
      [
        "(#200) Ad account owner has NOT granted ads_management or ads_read permission for act_100884412377",
        "(#200) Ad account owner has NOT granted ads_management or ads_read permission for act_92",
        "(#200) Ad account owner has NOT granted ads_management or ads_read permission for act_7760012349911",
      ]),
    Group(
      "data per call", "1",
      [
        "Please reduce the amount of data you're asking for, then retry your request",
        "Please reduce the amount of data you're asking for, then retry your request",
      ]),
    Group(
      "customer not enabled", "CUSTOMER_NOT_ENABLED",
      [
        "The customer account can't be accessed because it is not yet enabled or has been deactivated. Customer: 481-220-1193",
        "The customer account can't be accessed because it is not yet enabled or has been deactivated. Customer: 9004417780",
        "The customer account can't be accessed because it is not yet enabled or has been deactivated. Customer: 120-777-5521",
      ]),
    Group(
      "quota per minute and user", "RESOURCE_EXHAUSTED",
      [
        "Quota exceeded for quota metric 'Requests' and limit 'Requests per minute per user' of service 'analyticsdata.googleapis.com' for consumer 'project_number:559118830021'.",
        "Quota exceeded for quota metric 'Requests' and limit 'Requests per minute per user' of service 'analyticsdata.googleapis.com' for consumer 'project_number:71'.",
        "Quota exceeded for quota metric 'Requests' and limit 'Requests per minute per user' of service 'analyticsdata.googleapis.com' for consumer 'project_number:200000000001'.",
      ]),
    Group(
      "incompatible fields", "INVALID_ARGUMENT",
      [
        "Please remove sessionsPerUser to make the request compatible. The request's dimensions & metrics are incompatible.",
        "Please remove itemRevenue to make the request compatible. The request's dimensions & metrics are incompatible.",
        "Please remove cohortActiveUsers to make the request compatible. The request's dimensions & metrics are incompatible.",
      ]),
    Group(
      "report not ready", "REPORT_PENDING",
      [
        "Report 7d0c1f3e-18aa-4f0e-9a3b-6dd2f9a4c771 is still being generated (attempt 30 of 30)",
        "Report 01b2c3d4-0000-4abc-8def-5d4c3b2a1908 is still being generated (attempt 30 of 30)",
        "Report ffeeddcc-1b2a-4c3d-9e8f-001122334455 is still being generated (attempt 12 of 30)",
      ]),
  ]

  private static let storage: [Group] = [
    Group(
      "access to an object", "AccessDenied",
      [
        "s3://reports-eu/2026/11/24/part-00017.parquet: Access Denied (Service: S3, Status Code: 403, Request ID: 4G7KQ2Z0N5XW1BTA)",
        "s3://reports-eu/2026/11/25/part-00003.parquet: Access Denied (Service: S3, Status Code: 403, Request ID: 9ZQ1M8J2K4C7VR0P)",
        "s3://reports-us/2025/01/02/part-11111.parquet: Access Denied (Service: S3, Status Code: 403, Request ID: AAQ1M8J2K4C7VR0P)",
      ]),
    Group(
      "object missing", "NoSuchKey",
      [
        "The specified key does not exist. (Service: S3, Status Code: 404, Request ID: 9ZQ1M8J2K4C7VR0P)",
        "The specified key does not exist. (Service: S3, Status Code: 404, Request ID: 4G7KQ2Z0N5XW1BTA)",
      ]),
    Group(
      "disk full", "53100",
      [
        "could not write to file \"base/pgsql_tmp/pgsql_tmp28119.4\": No space left on device",
        "could not write to file \"base/pgsql_tmp/pgsql_tmp901.0\": No space left on device",
        "could not write to file \"base/pgsql_tmp/pgsql_tmp30007.112\": No space left on device",
      ]),
    Group(
      "statement timeout", "57014",
      [
        "canceling statement due to statement timeout",
        "canceling statement due to statement timeout",
        "canceling statement due to statement timeout",
      ]),
    Group(
      "cancelled by a person", "57014",
      [
        "canceling statement due to user request",
        "canceling statement due to user request",
      ]),
    Group(
      "column missing", "42703",
      [
        "column o.net_amount does not exist at character 118",
        "column c.region_code does not exist at character 9",
        "column line_items.sku does not exist at character 1204",
      ]),
    Group(
      "cast of a value", "22P02",
      [
        "invalid input syntax for type integer: \"12,5\"",
        "invalid input syntax for type integer: \"n/a\"",
        "invalid input syntax for type integer: \"\"",
      ]),
    Group(
      "cast of a date", "22007",
      [
        "invalid input syntax for type date: \"31.02.2026\"",
        "invalid input syntax for type date: \"yesterday\"",
      ]),
    Group(
      "memory of a session", "241",
      [
        "Memory limit (for query) exceeded: would use 9.31 GiB (attempt to allocate chunk of 4219544 bytes), maximum: 9.31 GiB",
        "Memory limit (for query) exceeded: would use 10.02 GiB (attempt to allocate chunk of 134217728 bytes), maximum: 9.31 GiB",
        "Memory limit (for query) exceeded: would use 9.40 GiB (attempt to allocate chunk of 5000 bytes), maximum: 9.31 GiB",
      ]),
  ]

  private static let runtimes: [Group] = [
    Group(
      "certificate expired", nil,
      [
        "x509: certificate has expired or is not yet valid: current time 2026-11-26T07:12:44Z is after 2026-11-25T23:59:59Z",
        "x509: certificate has expired or is not yet valid: current time 2026-11-26T07:14:01Z is after 2026-11-25T23:59:59Z",
        "x509: certificate has expired or is not yet valid: current time 2026-11-27T00:00:09Z is after 2026-11-25T23:59:59Z",
      ]),
    Group(
      "certificate of an unknown authority", nil,
      [
        "x509: certificate signed by unknown authority",
        "x509: certificate signed by unknown authority",
      ]),
    Group(
      "name not found", nil,
      [
        "dial tcp: lookup warehouse-3.internal on 10.0.0.2:53: no such host",
        "dial tcp: lookup warehouse-11.internal on 10.0.0.2:53: no such host",
        "dial tcp: lookup warehouse-7.internal on 10.0.0.3:53: no such host",
      ]),
    Group(
      "deadline", "DEADLINE_EXCEEDED",
      [
        "context deadline exceeded after 59.999s, 3 of 8 shards answered",
        "context deadline exceeded after 1m0s, 7 of 8 shards answered",
        "context deadline exceeded after 60.2s, 0 of 8 shards answered",
      ]),
    Group(
      "null in a worker", nil,
      [
        "java.lang.NullPointerException at com.acme.etl.Mapper.apply(Mapper.java:118)",
        "java.lang.NullPointerException at com.acme.etl.Mapper.apply(Mapper.java:118)",
      ]),
    Group(
      "key missing in a worker", nil,
      [
        "KeyError: 'conversion_value' in transform.py line 77",
        "KeyError: 'campaign.id' in transform.py line 77",
        "KeyError: 'geo' in transform.py line 77",
      ]),
    Group(
      "killed for memory", nil,
      [
        "worker 14 (pid 22871) was killed by signal 9: out of memory, 15.9 GiB used",
        "worker 2 (pid 118) was killed by signal 9: out of memory, 16.1 GiB used",
        "worker 31 (pid 4000121) was killed by signal 9: out of memory, 16 GiB used",
      ]),
  ]

  /// Groups of one code, or none, whose messages begin or end alike.
  private static let neighbours: [Group] = [
    Group(
      "upload 500", "HTTP_ERROR",
      [
        "POST https://api.example.com/v2/jobs/88123/rows failed with status 500",
        "POST https://api.example.com/v2/jobs/4/rows failed with status 500",
        "POST https://api.example.com/v2/jobs/901112/rows failed with status 500",
      ]),
    Group(
      "upload 401", "HTTP_ERROR",
      [
        "POST https://api.example.com/v2/jobs/88124/rows failed with status 401",
        "POST https://api.example.com/v2/jobs/5/rows failed with status 401",
        "POST https://api.example.com/v2/jobs/901113/rows failed with status 401",
      ]),
    Group(
      "locked for reading", nil,
      [
        "Table `shop`.`orders_2026_11` is locked for reading by connection 5512",
        "Table `shop`.`orders_2026_10` is locked for reading by connection 78",
      ]),
    Group(
      "locked for writing", nil,
      [
        "Table `shop`.`orders_2026_11` is locked for writing by connection 5512",
        "Table `shop`.`orders_2026_10` is locked for writing by connection 78",
      ]),
    Group(
      "German quota", nil,
      [
        "Das Kontingent von 10.000 Abfragen für Konto „act_22“ ist aufgebraucht (Stand: 26.11.2026 07:12)",
        "Das Kontingent von 10.000 Abfragen für Konto „act_1029384756“ ist aufgebraucht (Stand: 26.11.2026 09:40)",
        "Das Kontingent von 10.000 Abfragen für Konto „Größe“ ist aufgebraucht (Stand: 27.11.2026 00:01)",
      ]),
    Group(
      "Japanese account", nil,
      [
        "アカウント「act_22」へのアクセス権がありません",
        "アカウント「東京支店」へのアクセス権がありません",
        "アカウント「act_901」へのアクセス権がありません",
      ]),
    Group(
      "rows rejected", "PARTIAL",
      [
        "1 row was rejected, see log 7f3a9c",
        "12 rows were rejected, see log 00b1de",
        "3,004 rows were rejected, see log a91c44",
      ]),
  ]
}

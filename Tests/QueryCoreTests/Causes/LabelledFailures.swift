/// Messages whose groups are known: labelled by hand before the grouping was run over them.
///
/// One group is what a person would mend by one act. `published` follows the messages of public documentation and of issues
/// about those services, with ids, numbers and dates filled in; `written` is what other servers are like.
enum LabelledFailures {
  struct Group {
    let label: String
    let code: String?
    let messages: [String]

    init(_ label: String, _ code: String?, _ messages: [String]) {
      self.label = label
      self.code = code
      self.messages = messages
    }
  }

  static var all: [Group] { published + written }

  static var published: [Group] {
    supermetrics + googleAds + meta + warehouses + modelAPIs
  }
}

// MARK: - Published

extension LabelledFailures {
  /// Supermetrics: error registry, batch page.
  private static let supermetrics: [Group] = [
    Group(
      "account unavailable", "QUERY_ACCOUNT_UNAVAILABLE",
      [
        "Account act_9406548372 is not available (reference 6573681).",
        "Account act_1029384756 is not available (reference 771).",
        "Account act_22 is not available (reference 6573999).",
        "Account 123-456-7890 is not available (reference 81).",
        "Account UA-1234567-1 is not available (reference 5501234).",
      ]),
    Group(
      "too many accounts", "LICENSE_ACCOUNT_LIMIT_EXCEEDED",
      [
        "Request contains more accounts than your license allows: 117 of at most 100.",
        "Request contains more accounts than your license allows: 240 of at most 100.",
        "Request contains more accounts than your license allows: 101 of at most 100.",
      ]),
    Group(
      "daily limit of the data source", "LICENSE_DAILY_QUERY_LIMIT_EXCEEDED",
      [
        "Your license has exceeded the maximum of queries per day for data source GAWA.",
        "Your license has exceeded the maximum of queries per day for data source GAWA.",
        "Your license has exceeded the maximum of queries per day for data source GAWA.",
      ]),
    Group(
      "history too long", "LICENSE_HISTORICAL_RANGE_EXCEEDED",
      [
        "Request asks for 731 historical days, since 2024-11-25.",
        "Request asks for 1,096 historical days, since 2023-11-26.",
        "Request asks for 800 historical days, since 2024-09-17.",
      ]),
    Group(
      "bad account id", "ACCOUNT_ID_INVALID",
      [
        "'acme inc' does not look like a valid account ID.",
        "'n/a' does not look like a valid account ID.",
        "'12 34' does not look like a valid account ID.",
        "'' does not look like a valid account ID.",
      ]),
    Group(
      "unknown field", "FIELD_INVALID",
      [
        "Field \"ctr_7d\" is not known to data source FA.",
        "Field \"costs\" is not known to data source FA.",
        "Field \"Impressions (all)\" is not known to data source FA.",
      ]),
    Group(
      "results gone", "QUERY_RESULTS_UNAVAILABLE",
      [
        "Results of qrb_3feb5ff5c71e_query_81 are not available.",
        "Results of qrb_3feb5ff5c71e_query_112 are not available.",
        "Results of qrb_8d0a1c9be2f4_query_1 are not available.",
      ]),
    Group(
      "server error", "INTERNAL_SERVER_ERROR",
      [
        "An unexpected error occurred. Request id AbRoYhDxRcVVsrkTGTb3aBNhZGYsBlzP.",
        "An unexpected error occurred. Request id GyXKKPKkFwN4TJVGX_UKOYMFyRlfV0Sl.",
        "An unexpected error occurred. Request id BXaEFVtjc7TXaJxgZhmFgSUD9edqq_CN.",
        "An unexpected error occurred. Request id kPzQwErTyUiOpAsDfGhJkLzXcVbNmQwE.",
      ]),
    Group(
      "source timed out", "DATA_SOURCE_TIMEOUT",
      [
        "The data source did not answer within 60 seconds (attempt 3).",
        "The data source did not answer within 60 seconds (attempt 2).",
        "The data source did not answer within 60 seconds (attempt 1).",
      ]),
  ]

  /// Google Ads and Analytics: authorization, quota, request errors.
  private static let googleAds: [Group] = [
    Group(
      "no access to customer", "USER_PERMISSION_DENIED",
      [
        "User doesn't have permission to access customer 910-171-3876. Note: If you're accessing a client customer, the manager's customer id must be set in the 'login-customer-id' header. See https://developers.google.com/google-ads/api/docs/concepts/call-structure#cid",
        "User doesn't have permission to access customer 394-271-8446. Note: If you're accessing a client customer, the manager's customer id must be set in the 'login-customer-id' header. See https://developers.google.com/google-ads/api/docs/concepts/call-structure#login-customer-id",
        "User doesn't have permission to access customer 5839428813. Note: If you're accessing a client customer, the manager's customer id must be set in the 'login-customer-id' header. See https://developers.google.com/google-ads/api/docs/concepts/call-structure#cid",
      ]),
    Group(
      "customer disabled", "CUSTOMER_NOT_ENABLED",
      [
        "The customer account 9101713876 can't be accessed because it is not yet enabled or has been deactivated.",
        "The customer account 2797882929 can't be accessed because it is not yet enabled or has been deactivated.",
        "The customer account 820-539-1122 can't be accessed because it is not yet enabled or has been deactivated.",
      ]),
    Group(
      "too many requests", "RESOURCE_EXHAUSTED",
      [
        "Too many requests. Retry in 899 seconds.", "Too many requests. Retry in 17 seconds.",
        "Too many requests. Retry in 43200 seconds.", "Too many requests. Retry in 5 seconds.",
      ]),
    Group(
      "hourly tokens", "RESOURCE_EXHAUSTED",
      [
        "Exhausted property tokens for a project per hour. These quota tokens will return in 41 minutes.",
        "Exhausted property tokens for a project per hour. These quota tokens will return in 3 minutes.",
        "Exhausted property tokens for a project per hour. These quota tokens will return in under an hour.",
      ]),
    Group(
      "no access to property", "PERMISSION_DENIED",
      [
        "User does not have sufficient permissions for property 331200411. To learn more about Property ID, see https://developers.google.com/analytics/devguides/reporting/data/v1/property-id.",
        "User does not have sufficient permissions for property 298877001. To learn more about Property ID, see https://developers.google.com/analytics/devguides/reporting/data/v1/property-id.",
        "User does not have sufficient permissions for property 412. To learn more about Property ID, see https://developers.google.com/analytics/devguides/reporting/data/v1/property-id.",
      ]),
    Group(
      "bad GAQL field", "UNRECOGNIZED_FIELD",
      [
        "Unrecognized fields in the query: 'metrics.costs'.",
        "Unrecognized fields in the query: 'ad_group.nme', 'metrics.click'.",
        "Unrecognized fields in the query: 'campaign.idx'.",
      ]),
    Group(
      "bad date", "INVALID_VALUE_WITH_DURING_OPERATOR",
      [
        "The literal LAST_31_DAYS used with DURING operator was not valid at position 41.",
        "The literal LAST_31_DAYS used with DURING operator was not valid at position 187.",
        "The literal LAST_31_DAYS used with DURING operator was not valid at position 9.",
      ]),
  ]

  /// Meta Marketing API: messages carry their number in front.
  private static let meta: [Group] = [
    Group(
      "account calls", "80004",
      [
        "(#80004) There have been too many calls to this ad-account act_1452452104821631. Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.",
        "(#80004) There have been too many calls to this ad-account act_29. Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.",
        "(#80004) There have been too many calls to this ad-account act_1029384756. Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.",
      ]),
    Group(
      "user calls", nil,
      [
        "(#17) User request limit reached", "(#17) User request limit reached",
        "(#17) User request limit reached",
      ]),
    Group(
      "app calls", nil,
      [
        "(#4) Application request limit reached", "(#4) Application request limit reached",
        "(#4) Application request limit reached",
      ]),
    Group(
      "session expired", "190",
      [
        "Error validating access token: Session has expired on Wednesday, 18-Nov-26 09:00:00 PST. The current time is Thursday, 26-Nov-26 01:12:55 PST.",
        "Error validating access token: Session has expired on Monday, 02-Nov-26 17:00:00 PST. The current time is Thursday, 26-Nov-26 01:13:07 PST.",
        "Error validating access token: Session has expired on Saturday, 21-Nov-26 04:00:00 PST. The current time is Friday, 27-Nov-26 11:02:31 PST.",
        "Error validating access token: Session has expired on Tuesday, 13-Oct-26 21:00:00 PDT. The current time is Thursday, 26-Nov-26 01:13:08 PST.",
      ]),
    Group(
      "password changed", "190",
      [
        "Error validating access token: The session has been invalidated because the user 10224 changed their password or the session was revoked for security reasons.",
        "Error validating access token: The session has been invalidated because the user 77120045 changed their password or the session was revoked for security reasons.",
        "Error validating access token: The session has been invalidated because the user 4 changed their password or the session was revoked for security reasons.",
      ]),
    Group(
      "object missing", "100",
      [
        "Unsupported get request. Object with ID 'act_120330' does not exist, cannot be loaded due to missing permissions, or does not support this operation",
        "Unsupported get request. Object with ID '23847' does not exist, cannot be loaded due to missing permissions, or does not support this operation",
        "Unsupported get request. Object with ID 'act_5' does not exist, cannot be loaded due to missing permissions, or does not support this operation",
      ]),
    Group(
      "owner lacks grant", "200",
      [
        "(#200) Ad account owner has NOT grant ads_management or ads_read permission for act_3301",
        "(#200) Ad account owner has NOT grant ads_management or ads_read permission for act_1452452104821631",
        "(#200) Ad account owner has NOT grant ads_management or ads_read permission for act_77",
      ]),
    Group(
      "too much data", "1",
      [
        "Please reduce the amount of data you're asking for, then retry your request",
        "Please reduce the amount of data you're asking for, then retry your request",
        "Please reduce the amount of data you're asking for, then retry your request",
      ]),
  ]
}

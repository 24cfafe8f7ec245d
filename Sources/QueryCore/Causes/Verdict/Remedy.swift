/// What a person has to mend before queries with a permanent failure are run again, by the words of its code.
struct Remedy {
  /// As an order: `fix its access first`.
  let order: String
  /// As it stands after "until": `access is given`.
  let until: String
  /// As short as can be: `fix access`.
  let short: String
  /// Whether it is the account, or a token for it, that lets nobody in.
  var isAccess: Bool { short == "fix access" }

  /// - Parameter isOneAccount: whether all that failed so is of one account.
  init(code: String?, isOneAccount: Bool) {
    let code = CodeWords(code ?? "")
    func has(_ words: String...) -> Bool { words.contains(where: code.holds) }
    if has("LICENSE", "LICENCE", "SUBSCRIPTION", "BILLING", "PAYMENT") {
      let verb = code.holds("EXPIRED") ? "renew" : "fix"
      self.init(
        "\(verb) the licence first", until: "the licence is \(verb)ed", short: "\(verb) licence")
    } else if has("API_KEY", "APIKEY") {
      self.init("fix the API key first", until: "the API key is fixed", short: "fix key")
    } else if has("FIELD", "METRIC", "DIMENSION", "COLUMN") {
      self.init(
        "fix the field in the request first", until: "the field in the request is fixed",
        short: "fix field")
    } else if has(
      "ACCOUNT", "PERMISSION", "ACCESS", "DENIED", "FORBIDDEN", "UNAUTHORIZED", "TOKEN"),
      !has("ACCOUNT_ID", "ACCOUNT_FILTER", "REQUIRED")
    {
      self.init(
        isOneAccount ? "fix its access first" : "fix the access first", until: "access is given",
        short: "fix access")
    } else if has("INVALID", "REQUIRED", "UNSUPPORTED", "FILTER", "RANGE") {
      self.init("fix the request first", until: "the request is fixed", short: "fix request")
    } else {
      self.init("fix the cause first", until: "the cause is fixed", short: "fix first")
    }
  }

  private init(_ order: String, until: String, short: String) {
    self.order = order
    self.until = until
    self.short = short
  }
}

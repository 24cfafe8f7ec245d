import HTTPTypes

extension SimulatorRequest {
  /// Takes what the router needs from the head of an HTTP request.
  init(_ head: HTTPRequest) {
    let target = (head.path ?? "/").split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(
      method: head.method.rawValue, path: target.first.map(String.init) ?? "/",
      query: target.count > 1 ? String(target[1]) : "",
      authorization: head.headerFields[.authorization],
      apiKey: HTTPField.Name("X-API-Key").flatMap { head.headerFields[$0] }, host: head.authority)
  }
}

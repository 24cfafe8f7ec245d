/// A whole answer; 3xx, 4xx and 5xx are answers too.
package struct HTTPResponse: Hashable, Sendable {
  /// 200 to 599.
  package let status: Int
  package let headers: HTTPHeaderFields
  /// Not packed, and within the request's limit.
  package let body: [UInt8]
  /// Whether there was more of the body than the request takes.
  package let isCut: Bool

  package init(
    status: Int, headers: HTTPHeaderFields = [:], body: [UInt8] = [], isCut: Bool = false
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.isCut = isCut
  }
}

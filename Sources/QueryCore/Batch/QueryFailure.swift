/// What a provider said of a failure, field by field; every field is optional at every provider.
package struct QueryFailure: Hashable, Sendable {
  package var code: String?
  package var message: String?
  package var description: String?
  /// The HTTP-like status inside the error object, not that of the answer that carried it.
  package var status: Int?
  /// The HTTP status of the answer where it is not the one that its meaning has: a 500 that says the
  /// key is refused, a 410.
  package var httpStatus: Int?
  package var requestID: String?
  /// What to do about it, in querytop's own words, where the usual ones do not fit the provider.
  package var advice: String?
  /// The wait that the answer which carried it asked for.
  package var wait: Duration?

  package init(
    code: String? = nil, message: String? = nil, description: String? = nil, status: Int? = nil,
    requestID: String? = nil, advice: String? = nil
  ) {
    self.code = code
    self.message = message
    self.description = description
    self.status = status
    self.requestID = requestID
    self.advice = advice
  }
}

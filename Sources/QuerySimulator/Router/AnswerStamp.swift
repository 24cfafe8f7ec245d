/// What every answer carries besides its content.
struct AnswerStamp: Hashable, Sendable {
  let requestID: String
  /// Requests left of the hour, as far as this answer knows.
  var remaining: Int
}

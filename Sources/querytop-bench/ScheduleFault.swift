/// Why a schedule's run is worth nothing.
enum ScheduleFault: Error, CustomStringConvertible {
  /// The engine was told 429, which its own budget should have prevented.
  case overLimit

  var description: String { "the engine sent more than the limit" }
}

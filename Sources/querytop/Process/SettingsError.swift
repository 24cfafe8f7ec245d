/// A setting that cannot be used; says which, and why, never its value.
struct SettingsError: Error, CustomStringConvertible {
  let variable: String
  let reason: String

  var description: String { "\(variable): \(reason)" }
}

/// Where a person set a source's key and address, in words that go after "check".
package struct SourcePlaces: Hashable, Sendable {
  /// As in `SUPERMETRICS_API_KEY`.
  package let key: String
  /// As in `the base_url of prod in config.yaml`.
  package let base: String

  package init(key: String, base: String) {
    self.key = key
    self.base = base
  }

  /// Where the configuration has both, for a source of which nothing else is known.
  package init(configured source: String) {
    self.init(
      key: "the credential of \(source) in config.yaml",
      base: "the base_url of \(source) in config.yaml")
  }
}

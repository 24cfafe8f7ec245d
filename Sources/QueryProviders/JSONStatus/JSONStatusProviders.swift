import QueryCore
import QueryHTTP
import ResultTables

/// The providers that are data alone: a new one is a description here, a line in `all`, and its
/// fixtures beside the tests.
extension JSONStatusDescription {
  package static let all = [polytomic, toolkit]

  /// Query-runner tasks of a Polytomic organization.
  ///
  /// The version is sent always: the documentation disagrees about what a request without it gets. An
  /// organization's key is written `basic:ORGANIZATION:KEY`.
  package static let polytomic = JSONStatusDescription(
    provider: ProviderDescription(
      name: "polytomic", environmentStem: "POLYTOMIC", defaultBase: "https://app.polytomic.com",
      authentication: .bearerOrBasic(prefix: "basic:"), probe: .query,
      kinds: [
        KindDescription(
          .query,
          idForm: .uuid(
            advice: "write the id as the run-query answer gave it, 36 characters with four dashes"),
          statusURLs: ["/api/queries/{id}"],
          // One status stands for several causes, and nothing in the answer tells which it is.
          notFoundAdvice: """
            it is unknown or has expired, or another user created it: \
            check the id, and use the key of the user who ran the query
            """)
      ]),
    endpoints: [
      .query: JSONEndpoint(
        path: "/api/queries/{id}", headers: ["X-Polytomic-Version": "2025-09-18"],
        apiPath: "/api/",
        // `unknown` is an end: the result was lost or has expired (PyPI polytomic 25.9.10).
        words: [
          "created": .waiting, "running": .running, "done": .succeeded, "failed": .failed,
          "unknown": .gone,
        ],
        fields: [
          "data.status": .status, "data.id": .id, "data.count": .resultRows, "data.error": .failure,
          "data.expires": .expiresAt, "data.fields": .resultColumns, "links.next": .next,
          "error": .failure,
        ],
        rows: JSONRowsDescription(
          access: .chained,
          layout: ResultLayout(rows: ["data", "results"], names: ["data", "fields"])))
    ])

  /// Asynchronous jobs of a toolkitapi.io analytics account.
  ///
  /// The endpoint is documented as reserved: until the provider enables it every answer is a 501.
  package static let toolkit = JSONStatusDescription(
    provider: ProviderDescription(
      name: "toolkit", environmentStem: "TOOLKIT", defaultBase: "https://analytics.toolkitapi.io",
      authentication: .apiKey, probe: .job,
      kinds: [
        KindDescription(
          .job, statusURLs: ["/v1/jobs/{id}"],
          notFoundAdvice: "check the id: how long jobs are kept is not documented")
      ]),
    endpoints: [
      .job: JSONEndpoint(
        path: "/v1/jobs/{id}",
        words: [
          "queued": .waiting, "running": .running, "succeeded": .succeeded, "failed": .failed,
        ],
        fields: [
          "status": .status, "job_id": .id, "progress": .percent, "results.row_count": .resultRows,
          "results.columns": .resultColumns, "error": .failure, "created_at": .startedAt,
          "completed_at": .endedAt,
        ],
        rows: JSONRowsDescription(
          access: .whole,
          layout: ResultLayout(rows: ["results", "rows"], names: ["results", "columns"])),
        takesStart: true)
    ])
}

// swift-tools-version: 6.2
import PackageDescription

/// Every target: Swift 6 mode, the upcoming features it will need, and no warning left standing.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// The terminal and the program own the main actor; everything else is free of it.
let onMainActor: [SwiftSetting] = strict + [.defaultIsolation(MainActor.self)]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(
  name: "AsyncHTTPClient", package: "async-http-client")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let locks = Target.Dependency.product(name: "NIOConcurrencyHelpers", package: "swift-nio")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "querytop",
  products: [.executable(name: "querytop", targets: ["querytop"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .target(name: "QueryCore", swiftSettings: strict),
    .target(name: "TextCanvas", swiftSettings: strict),
    .target(name: "CResultParser", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(
      name: "ResultTables", dependencies: ["QueryCore", "CResultParser"], swiftSettings: strict),
    .target(
      name: "QueryHTTP",
      dependencies: [
        "QueryCore", "CZlib", asyncHTTPClient, locks,
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict),
    .target(
      name: "QueryProviders", dependencies: ["QueryCore", "QueryHTTP", "ResultTables", locks],
      swiftSettings: strict),
    .target(name: "QueryScheduling", dependencies: ["QueryCore"], swiftSettings: strict),
    .target(
      name: "QueryMonitoring",
      dependencies: [
        "QueryCore", "QueryHTTP", "QueryProviders", "QueryScheduling", "ResultTables", locks,
      ],
      swiftSettings: strict),
    .target(
      name: "QuerySimulator",
      dependencies: [
        "CZlib", "QueryCore", hummingbird,
        .product(name: "HTTPTypes", package: "swift-http-types"),
        locks, logging,
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .target(
      name: "QueryReports", dependencies: ["QueryCore", "TextCanvas"], swiftSettings: strict),
    .target(
      name: "DashboardUI", dependencies: ["QueryCore", "ResultTables", "TextCanvas"],
      swiftSettings: strict),
    .target(
      name: "CNCurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .systemLibrary(name: "CLibYAML"),
    .systemLibrary(name: "CZlib"),
    .target(name: "YAMLDocument", dependencies: ["CLibYAML"], swiftSettings: strict),
    .target(name: "CPlatform"),
    .target(name: "CTerminalGuard"),
    .target(
      name: "CursesTerminal", dependencies: ["TextCanvas", "CNCurses", "CTerminalGuard"],
      swiftSettings: onMainActor),
    .target(name: "Themes", resources: [.embedInCode("themes")], swiftSettings: strict),
    .executableTarget(
      name: "querytop",
      dependencies: [
        "QueryCore", "QueryHTTP", "QueryProviders", "QueryScheduling", "QueryMonitoring",
        "QuerySimulator", "ResultTables", "TextCanvas", "DashboardUI", "QueryReports",
        "CursesTerminal", "Themes", "YAMLDocument", "CPlatform", "CTerminalGuard", argumentParser,
        locks, logging,
        .product(name: "NIOCore", package: "swift-nio"), subprocess, systemPackage,
      ],
      swiftSettings: onMainActor),
    .target(
      name: "PollingSimulation",
      dependencies: [
        "QueryCore", "QueryHTTP", "QueryProviders", "QueryScheduling", "QueryMonitoring",
        "QuerySimulator",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "querytop-bench",
      dependencies: [
        "QueryCore", "QueryProviders", "QueryScheduling", "QueryMonitoring", "QuerySimulator",
        "ResultTables", "TextCanvas", "DashboardUI", "PollingSimulation", argumentParser,
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport",
      dependencies: [
        "QueryCore", "QueryHTTP", "QueryProviders", "QueryScheduling", "QueryMonitoring",
        "ResultTables", locks, subprocess, systemPackage,
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "QueryCoreTests", dependencies: ["QueryCore", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TextCanvasTests", dependencies: ["QueryCore", "TestSupport", "TextCanvas"],
      swiftSettings: strict),
    .testTarget(
      name: "ResultTablesTests", dependencies: ["QueryCore", "ResultTables", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "QueryHTTPTests",
      dependencies: [
        "CZlib", "QueryCore", "QueryHTTP", "TestSupport", locks,
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "QueryProvidersTests",
      dependencies: [
        "PollingSimulation", "QueryCore", "QueryHTTP", "QueryMonitoring", "QueryProviders",
        "QueryScheduling", "QuerySimulator", "ResultTables", "TestSupport", locks,
      ],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "QuerySchedulingTests", dependencies: ["QueryCore", "QueryScheduling", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "QueryMonitoringTests",
      dependencies: [
        "QueryCore", "QueryHTTP", "QueryProviders", "QueryScheduling", "QueryMonitoring",
        "PollingSimulation", "ResultTables", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "QuerySimulatorTests",
      dependencies: [
        "QueryCore", "QuerySimulator", "TestSupport",
        .product(name: "HTTPTypes", package: "swift-http-types"), locks,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DashboardUITests",
      dependencies: [
        "QueryCore", "ResultTables", "TextCanvas", "Themes", "YAMLDocument", "DashboardUI",
        "TestSupport",
      ],
      exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(
      name: "QueryReportsTests",
      dependencies: ["QueryCore", "QueryReports", "TestSupport", "TextCanvas"],
      swiftSettings: strict),
    .testTarget(
      name: "CursesTerminalTests",
      dependencies: ["QueryCore", "TextCanvas", "CursesTerminal", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "YAMLDocumentTests", dependencies: ["YAMLDocument"], swiftSettings: strict),
    .testTarget(
      name: "querytopTests",
      dependencies: [
        "querytop", "QueryCore", "QueryHTTP", "QueryProviders", "QueryScheduling",
        "QueryMonitoring", "QueryReports", "QuerySimulator", "CursesTerminal", "DashboardUI",
        "ResultTables", "TextCanvas", "Themes", "TestSupport", locks,
      ],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)

// The fuzzing of the decoder (.ci/fuzz) builds what it tests alone, every line of it instrumented.
if Context.environment["QUERYTOP_FUZZ"] != nil {
  let tested = package.targets.filter {
    ["QueryCore", "CResultParser", "ResultTables"].contains($0.name)
  }
  let fuzz = Target.executableTarget(
    name: "ResultFuzz", dependencies: ["ResultTables"], swiftSettings: strict)
  for target in tested + [fuzz] {
    target.swiftSettings =
      strict + [
        .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"])
      ]
    target.cxxSettings = [.unsafeFlags(["-fsanitize=fuzzer-no-link,address"])]
  }
  fuzz.linkerSettings = [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]
  package.products = []
  package.dependencies = []
  package.targets = tested + [fuzz]
}

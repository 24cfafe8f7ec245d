// Written by .ci/themes.
extension Themes {
  static let files: [(name: String, yaml: [UInt8])] = [
    ("ansi-dark", PackageResources.ansi_dark_yaml),
    ("ansi-light", PackageResources.ansi_light_yaml),
    ("catppuccin-latte", PackageResources.catppuccin_latte_yaml),
    ("catppuccin-mocha", PackageResources.catppuccin_mocha_yaml),
    ("colour-blind-dark", PackageResources.colour_blind_dark_yaml),
    ("colour-blind-light", PackageResources.colour_blind_light_yaml),
    ("dark", PackageResources.dark_yaml),
    ("dracula", PackageResources.dracula_yaml),
    ("gruvbox-dark", PackageResources.gruvbox_dark_yaml),
    ("gruvbox-light", PackageResources.gruvbox_light_yaml),
    ("high-contrast-dark", PackageResources.high_contrast_dark_yaml),
    ("high-contrast-light", PackageResources.high_contrast_light_yaml),
    ("light", PackageResources.light_yaml),
    ("mono", PackageResources.mono_yaml),
    ("nord", PackageResources.nord_yaml),
    ("solarized-dark", PackageResources.solarized_dark_yaml),
    ("solarized-light", PackageResources.solarized_light_yaml),
    ("tokyo-night", PackageResources.tokyo_night_yaml),
  ]
}

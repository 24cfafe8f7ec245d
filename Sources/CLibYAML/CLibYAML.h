// libyaml's parser, from the system's headers (Debian's libyaml-dev).
#include <yaml.h>

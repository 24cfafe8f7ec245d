#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#ifdef __cplusplus
extern "C" {
#endif

/// The version of the parser.
const char *csimdjson_version(void);

#ifdef __cplusplus
}
#endif

#endif

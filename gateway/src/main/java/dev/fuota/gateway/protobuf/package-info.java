/** The wire format of protocol buffers, as far as proto3 messages without groups go. */
@NullMarked
package dev.fuota.gateway.protobuf;

import org.jspecify.annotations.NullMarked;

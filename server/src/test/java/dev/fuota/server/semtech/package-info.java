/** The UDP front end, without sockets. */
@NullMarked
package dev.fuota.server.semtech;

import org.jspecify.annotations.NullMarked;

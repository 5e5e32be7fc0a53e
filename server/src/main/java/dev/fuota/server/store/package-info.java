/**
 * Where the server keeps what it must not forget: in memory, in a file of SQLite, or in PostgreSQL.
 */
@NullMarked
package dev.fuota.server.store;

import org.jspecify.annotations.NullMarked;

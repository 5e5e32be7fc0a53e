/**
 * Campaigns as a user knows them: devices, sets, files and groups, and what is done with them. It
 * makes parts of a campaign, of which each is one run of the engine on one network, runs them in
 * waves, keeps what must survive the process, and shows how it goes (TP-01, TP-17). No I/O, no
 * clock and no thread of its own; one thread drives it.
 */
@NullMarked
package dev.fuota.server.service;

import org.jspecify.annotations.NullMarked;

/** HTTP itself: requests and answers, who is let in, and the files of the page. */
@NullMarked
package dev.fuota.monitor.web;

import org.jspecify.annotations.NullMarked;

// Starts what a page holds; every part is found by its attribute and works by itself.
import { startCharts } from "./charts.js";
import { startGalleries } from "./gallery.js";
import { startTables } from "./tables.js";
import { startTheme } from "./theme.js";
import { startViewers } from "./viewers.js";

startTheme();
startTables();
startCharts();
startGalleries();
startViewers();
document.documentElement.dataset.ready = "yes";

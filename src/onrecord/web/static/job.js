// Shows how far a job is: listens to the server, and loads the page anew when something is done.
const job = document.getElementById("job");
let seen = 0;
const again = async () => {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("job");
  if (fresh) job.replaceChildren(...fresh.childNodes);
  document.title = page.title;
  return fresh?.dataset.stage;
};
const source = new EventSource(`/add/${job.dataset.job}/events`);
source.addEventListener("message", async (event) => {
  const told = JSON.parse(event.data);
  const over = told.stage === "done" || told.stage === "failed";
  if (over) source.close();
  if (over || told.results.length !== seen || told.stage !== job.dataset.stage) {
    seen = told.results.length;
    job.dataset.stage = told.stage;
    await again();
    if (told.stage === "done" && told.results.length === 1 && told.results[0].report && told.results[0].outcome === "new") {
      location.assign(`/reports/${encodeURIComponent(told.results[0].report)}`);
    }
  }
});

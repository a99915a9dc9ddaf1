#include "line.h"

#include <stddef.h>

static void go_on(Line* line);

static void on_pool(uv_work_t* request) {
  Job* job = request->data;
  job->work(job);
}

static void on_loop(uv_work_t* request, int status) {
  Job* job = request->data;
  Line* line = job->line;
  (void)status;
  line->free_places++;
  job->ended(job);
  go_on(line);
}

static void go_on(Line* line) {
  while (line->first && line->free_places > 0) {
    Job* job = line->first;
    line->first = job->next;
    if (!line->first) line->end = &line->first;
    line->free_places--;
    uv_queue_work(line->loop, &job->request, on_pool, on_loop);
  }
}

void line_init(Line* line, uv_loop_t* loop, int share) {
  line->loop = loop;
  line->first = NULL;
  line->end = &line->first;
  line->free_places = share;
}

void line_add(Line* line, Job* job) {
  job->request.data = job;
  job->line = line;
  job->next = NULL;
  *line->end = job;
  line->end = &job->next;
  go_on(line);
}
